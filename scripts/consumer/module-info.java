module consumer {
    requires io.heliograph;
    requires io.heliograph.wavix;
    requires jdk.httpserver;
}
