package io.heliograph.architecture;

/** One half of a class circle that the rules must find. */
record PlantedCircle(int depth) {
    PlantedCircleEnd end() {
        return new PlantedCircleEnd(depth - 1);
    }
}
