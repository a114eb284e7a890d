package dev.freshet.topologies.job;

import java.nio.file.Path;
import java.util.List;

/** Where an input's records come from. */
public sealed interface Binding {
    /**
     * Files, in the order of their names: what the paths, directories and globs of the command line stand for.
     */
    record Files(List<Path> files) implements Binding {
        public Files {
            files = List.copyOf(files);
        }
    }

    /**
     * A Kafka topic.
     *
     * @param loadFirst files that whoever runs the job writes into the topic before it starts, a record a line
     */
    record Topic(String topic, List<Path> loadFirst) implements Binding {
        public Topic {
            loadFirst = List.copyOf(loadFirst);
        }
    }

    /** The application's own generator. */
    record Generator() implements Binding {}
}
