package io.heliograph.recipes;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs recipes by name, for {@code scripts/recipe}; it is no recipe itself. */
final class Recipes {
    /** The program of a recipe. */
    @FunctionalInterface
    interface Main {
        void run(String[] arguments) throws Exception;
    }

    /** The recipes that need nothing but this module, in the order of docs/recipes.md. */
    static final Map<String, Main> BY_NAME = byName();

    private Recipes() {}

    private static Map<String, Main> byName() {
        Map<String, Main> recipes = new LinkedHashMap<>();
        recipes.put("otp", OneTimeCode::main);
        recipes.put("failover", FailoverByCountry::main);
        recipes.put("cheapest", CheapestRoute::main);
        recipes.put("webhooks", PlainWebhooks::main);
        recipes.put("campaign", CsvCampaign::main);
        recipes.put("broadcast", Broadcast::main);
        recipes.put("recipients", ThaiRecipients::main);
        recipes.put("scheduled", ScheduledReminder::main);
        recipes.put("mms", PictureMessage::main);
        recipes.put("encryption", EncryptedPhone::main);
        recipes.put("threads", VirtualThreads::main);
        recipes.put("provider", OwnProvider::main);
        recipes.put("outbox", OrderOutbox::main);
        recipes.put("modulith", ShippedEvents::main);
        return Collections.unmodifiableMap(recipes);
    }

    /** Runs the recipes of these names, one after the other, or {@code all}. */
    public static void main(String[] names) throws Exception {
        Collection<String> chosen = List.of(names).equals(List.of("all")) ? BY_NAME.keySet() : List.of(names);
        for (String name : chosen) {
            if (chosen.size() > 1) {
                System.out.println("== " + name);
            }
            Main recipe = BY_NAME.get(name);
            if (recipe == null) {
                throw new IllegalArgumentException("there is no such recipe; there are " + BY_NAME.keySet());
            }
            recipe.run(new String[0]);
        }
    }
}
