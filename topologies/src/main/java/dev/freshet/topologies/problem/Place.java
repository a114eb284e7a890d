package dev.freshet.topologies.problem;

/**
 * Where something is wrong: {@code conf/my.yaml:12:7}, {@code --topic}, {@code FRESHET_REDIS_URL}.
 *
 * @param source a file, an option, a variable
 * @param line from 1; 0 where the source has no lines
 * @param column from 1; 0 where the source has no lines
 */
public record Place(String source, int line, int column) implements Comparable<Place> {
    /** A place without lines. */
    public static Place of(String source) {
        return new Place(source, 0, 0);
    }

    @Override
    public int compareTo(Place other) {
        int order = source.compareTo(other.source);
        if (order == 0) {
            order = Integer.compare(line, other.line);
        }
        return order != 0 ? order : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
