package io.heliograph.architecture;

/** The other half. */
record PlantedCircleEnd(int depth) {
    PlantedCircle start() {
        return new PlantedCircle(depth + 1);
    }
}
