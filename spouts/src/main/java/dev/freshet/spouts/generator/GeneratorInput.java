package dev.freshet.spouts.generator;

import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.ReaderFactory;
import dev.freshet.spouts.source.SourceReader;

/**
 * Generated events. Task <i>t</i> of <i>n</i> makes the events whose index is <i>t</i> modulo <i>n</i>; it has one
 * partition, <i>t</i>, and an event's offset is its index.
 *
 * @param generator makes the events
 * @param events how many in all; {@link #ENDLESS} for no end
 * @param perSecond events a second over all tasks, in processing time; 0 for as fast as it goes
 */
public record GeneratorInput(EventGenerator generator, long events, double perSecond) implements ReaderFactory {
    /** No end. */
    public static final long ENDLESS = Long.MAX_VALUE;

    public GeneratorInput {
        if (events < 0 || !(perSecond >= 0)) {
            throw new IllegalArgumentException("the number of events and the rate must not be negative (events "
                    + events + ", rate " + perSecond + ")");
        }
    }

    @Override
    public SourceReader open(ReaderContext context) {
        return new GeneratorReader(this, context);
    }

    @Override
    public String describe() {
        String count = events == ENDLESS ? "endless" : events + " events";
        return "generated, " + count + (perSecond == 0 ? "" : ", " + perSecond + " a second");
    }
}
