package dev.freshet.spouts.file;

import dev.freshet.spouts.source.SourceFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files that paths, directories and globs stand for. */
public final class FileList {
    private static final String GLOB_SIGNS = "*?[{";
    private static final Pattern ENDINGS =
            Pattern.compile("(\\.(csv|tsv|txt|json|jsonl|ndjson|log))?(\\.(gz|zst))?$", Pattern.CASE_INSENSITIVE);

    private FileList() {}

    /**
     * The files, absolute, sorted by name, each once.
     *
     * @throws SourceFailure naming every path that stands for no file
     */
    public static List<Path> expand(List<String> paths) {
        SortedSet<Path> files = new TreeSet<>();
        List<String> problems = new ArrayList<>();
        for (String path : paths) {
            try {
                expand(path, files, problems);
            } catch (IOException | UncheckedIOException e) {
                problems.add("input '" + path + "' cannot be read: " + e.getMessage());
            } catch (InvalidPathException | java.util.regex.PatternSyntaxException e) {
                problems.add("input '" + path + "' is no path: " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new SourceFailure(String.join("; ", problems));
        }
        return List.copyOf(files);
    }

    /** The file's name without its folder and the endings of data: {@code cpu} of {@code logs/cpu.csv.gz}. */
    static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        String bare = ENDINGS.matcher(name).replaceFirst("");
        return bare.isEmpty() ? name : bare;
    }

    private static void expand(String text, SortedSet<Path> files, List<String> problems) throws IOException {
        boolean glob = text.chars().anyMatch(sign -> GLOB_SIGNS.indexOf(sign) >= 0);
        if (glob && !Files.exists(Path.of(text))) {
            List<Path> found = matches(text);
            if (found.isEmpty()) {
                problems.add("no file matches '" + text + "'");
            }
            files.addAll(found);
            return;
        }
        Path path = absolute(Path.of(text));
        if (Files.isDirectory(path)) {
            List<Path> found = below(path);
            if (found.isEmpty()) {
                problems.add("directory '" + text + "' holds no files");
            }
            files.addAll(found);
        } else if (!Files.exists(path)) {
            problems.add("input '" + text + "' does not exist");
        } else if (!Files.isReadable(path)) {
            problems.add("input '" + text + "' cannot be read: no permission");
        } else {
            files.add(path);
        }
    }

    private static List<Path> matches(String glob) throws IOException {
        Path pattern = absolute(Path.of(glob));
        Path base = pattern.getRoot();
        for (Path name : pattern) {
            if (name.toString().chars().anyMatch(sign -> GLOB_SIGNS.indexOf(sign) >= 0)) {
                break;
            }
            base = base.resolve(name);
        }
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        return below(base).stream().filter(matcher::matches).toList();
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(directory.relativize(file)))
                    .toList();
        }
    }

    private static boolean isHidden(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
