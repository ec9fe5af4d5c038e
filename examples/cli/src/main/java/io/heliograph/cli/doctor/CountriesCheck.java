package io.heliograph.cli.doctor;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import io.heliograph.SmsClient;
import io.heliograph.message.Failure;
import io.heliograph.message.SendRequest;
import io.heliograph.routing.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Whether each country has a provider, by the plan of a message to a mobile number there; nothing is sent. */
public final class CountriesCheck implements Check {
    private static final String NAME = "countries";
    private static final int MAX_SHOWN = 8;

    private static final Pattern ABOUT_RECIPIENT = Pattern.compile("[:;] to ");

    private final SmsClient client;

    public CountriesCheck(SmsClient client) {
        this.client = client;
    }

    @Override
    public List<Finding> findings() {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        List<String> without = new ArrayList<>();
        int all = 0;
        for (String country : new TreeSet<>(numbers.getSupportedRegions())) {
            Phonenumber.PhoneNumber example =
                    numbers.getExampleNumberForType(country, PhoneNumberUtil.PhoneNumberType.MOBILE);
            if (example == null) {
                continue;
            }
            all++;
            if (!isServed(numbers.format(example, PhoneNumberUtil.PhoneNumberFormat.E164))) {
                without.add(country);
            }
        }
        if (without.isEmpty()) {
            return List.of(Finding.ok(NAME, "", "every country has a provider"));
        }
        String shown = String.join(", ", without.subList(0, Math.min(MAX_SHOWN, without.size())))
                + (without.size() > MAX_SHOWN ? " and " + (without.size() - MAX_SHOWN) + " more" : "");
        return List.of(Finding.warn(
                NAME,
                "",
                without.size() + " of " + all + " countries have no provider: " + shown,
                "if you send there, add a provider, or a rule for all others: *: PROVIDER"));
    }

    private boolean isServed(String number) {
        Plan plan = client.plan(SendRequest.to(number).text("Hello").build());
        return !plan.providers().isEmpty()
                || plan.excluded().stream().anyMatch(excluded -> !dependsOnCountry(excluded.reason()));
    }

    /** Other reasons, such as a missing sender or a limit of the user's own, say nothing about the country. */
    private static boolean dependsOnCountry(Failure reason) {
        return switch (reason.type()) {
            case INVALID_RECIPIENT, NO_ROUTE -> true;
            case INVALID_REQUEST -> ABOUT_RECIPIENT.matcher(reason.reason()).find();
            default -> false;
        };
    }
}
