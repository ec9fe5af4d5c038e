package io.heliograph.architecture;

/** Half of a circle that the rules must find. */
record PlantedCircle(int depth) {
    PlantedCircleEnd end() {
        return new PlantedCircleEnd(depth - 1);
    }
}
