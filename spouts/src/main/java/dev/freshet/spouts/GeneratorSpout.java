package dev.freshet.spouts;

import dev.freshet.spouts.generator.GeneratorInput;
import dev.freshet.spouts.source.SourceSpec;

/** Makes events; see {@link GeneratorInput}. */
public final class GeneratorSpout extends BatchSpout {
    private static final long serialVersionUID = 1L;

    /**
     * @param spec its reader is replaced by the input
     */
    public GeneratorSpout(SourceSpec spec, GeneratorInput input) {
        super(spec.reading(input));
    }
}
