package io.heliograph.cli.doctor;

import java.util.List;

/** Whether the name of the vendor's host has an address. */
final class DnsSide implements Side {
    private static final String NAME = "dns";

    @Override
    public List<Finding> of(FreeCall call) {
        CallObserver.Sight sight = call.sight();
        if (sight.unknownHost()) {
            return List.of(Finding.fail(
                    NAME,
                    call.provider(),
                    sight.host() + " has no address",
                    "correct heliograph.providers." + call.provider()
                            + ".base-url, or the machine's DNS (/etc/resolv.conf)"));
        }
        return sight.addresses() == 0
                ? List.of()
                : List.of(Finding.ok(
                        NAME,
                        call.provider(),
                        sight.host() + ", " + sight.addresses()
                                + (sight.addresses() == 1 ? " address" : " addresses")));
    }
}
