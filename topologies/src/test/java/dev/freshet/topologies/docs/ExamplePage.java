package dev.freshet.topologies.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of examples. Blocks are told by the words behind their fence: {@code yaml inputs} begins the pipeline file of every section
 * that has a {@code yaml} block; {@code csv input NAME} and {@code json input NAME} are what the input is given, those of the section
 * before those of the page; {@code csv NAME} is the answer of a result. Lines {@code redis-cli COMMAND  # ANSWER} are what Redis says.
 */
record ExamplePage(String name, List<Example> examples) {
    private static final Pattern SECTION = Pattern.compile("(?m)^##+ (.*)$");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]+)([^\n]*)\n(.*?)^```$");
    private static final Pattern REDIS = Pattern.compile("(?m)^redis-cli (.*?) +# (.*)$");

    /** A question to Redis, and what it answers. */
    record Asked(String command, String answer) {}

    /**
     * A section with a pipeline.
     *
     * @param inputs records by input, in order
     * @param answers CSV by result
     */
    record Example(
            String title,
            String pipeline,
            Map<String, List<String>> inputs,
            Map<String, String> answers,
            List<Asked> asked) {
        @Override
        public String toString() {
            return title;
        }
    }

    static ExamplePage read(Path file) throws IOException {
        String text = Files.readString(file);
        List<Example> examples = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        Matcher sections = SECTION.matcher(text);
        while (sections.find()) {
            starts.add(sections.start());
        }
        String preamble = text.substring(0, starts.get(0));
        starts.add(text.length());
        for (int i = 0; i + 1 < starts.size(); i++) {
            String section = text.substring(starts.get(i), starts.get(i + 1));
            String pipeline = blocks(section, "yaml").getOrDefault("", "");
            if (pipeline.isEmpty()) {
                continue;
            }
            String whole = pipeline.startsWith("name:")
                    ? pipeline
                    : blocks(preamble, "yaml").getOrDefault("inputs", "") + pipeline;
            Map<String, List<String>> inputs = inputs(preamble);
            inputs.putAll(inputs(section));
            Map<String, String> answers = blocks(section, "csv");
            answers.keySet().removeIf(key -> key.startsWith("input "));
            List<Asked> asked = REDIS.matcher(section)
                    .results()
                    .map(found -> new Asked(found.group(1), found.group(2).trim()))
                    .toList();
            String title = section.substring(0, section.indexOf('\n')).replaceFirst("^#+ ", "");
            examples.add(new Example(title, whole, inputs, answers, asked));
        }
        return new ExamplePage(String.valueOf(file.getFileName()), examples);
    }

    private static Map<String, List<String>> inputs(String text) {
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        for (String language : List.of("csv", "json")) {
            blocks(text, language).forEach((words, block) -> {
                if (words.startsWith("input ")) {
                    inputs.put(words.substring("input ".length()), block.lines().toList());
                }
            });
        }
        return inputs;
    }

    private static Map<String, String> blocks(String text, String language) {
        Map<String, String> blocks = new LinkedHashMap<>();
        Matcher found = BLOCK.matcher(text);
        while (found.find()) {
            if (found.group(1).equals(language)) {
                blocks.put(found.group(2).trim(), found.group(3));
            }
        }
        return blocks;
    }
}
