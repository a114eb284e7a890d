package dev.freshet.storm;

import java.util.Locale;
import java.util.Map;

/** Keeps what is secret in a client's settings out of what is told to people. */
public final class Secrets {
    private Secrets() {}

    /** Why in the end, in the words of the first cause, with the values of secret settings taken out. */
    public static String reason(Throwable problem, Map<String, String> settings) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (isSecret(setting.getKey()) && !setting.getValue().isEmpty()) {
                text = text.replace(setting.getValue(), "[hidden]");
            }
        }
        return text;
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("password")
                || lower.contains("jaas")
                || lower.contains("secret")
                || lower.contains(".key")
                || lower.contains("token");
    }
}
