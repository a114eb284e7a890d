package dev.freshet.core.rule;

import dev.freshet.core.expr.ExprCodec;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule set as bytes: a mark and the number of the format, a checksum of what follows, the version, and each rule's id, tag,
 * text and predicate.
 */
public final class RuleSetCodec {
    private static final long MARK = 0x4652;
    private static final int FORMAT = 1;

    private RuleSetCodec() {}

    public static byte[] encode(RuleSet set) {
        StateOutput body = new StateOutput();
        body.putUnsigned(set.version());
        body.putUnsigned(set.rules().size());
        for (Rule rule : set.rules()) {
            body.putText(rule.id());
            body.putText(rule.tag());
            body.putText(rule.text());
            ExprCodec.write(rule.predicate(), body);
        }
        StateOutput whole = new StateOutput();
        whole.putUnsigned(MARK);
        whole.putUnsigned(FORMAT);
        whole.putFixed(body.hash());
        whole.putBytes(body.toBytes(), 0, body.size());
        return whole.toBytes();
    }

    /**
     * Reads a set whose predicates are over the columns of a schema.
     *
     * @throws IllegalArgumentException where it is no rule set, damaged, of a newer format, or for other columns; says which
     */
    public static RuleSet decode(byte[] bytes, Schema schema) {
        try {
            return checked(bytes, schema);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("the rule set is damaged: " + e.getMessage(), e);
        }
    }

    private static RuleSet checked(byte[] bytes, Schema schema) {
        StateInput head = new StateInput(bytes, 0, bytes.length);
        if (head.getUnsigned() != MARK) {
            throw new IllegalArgumentException("this is no compiled rule set");
        }
        long format = head.getUnsigned();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "the rule set has format " + format + ", and this job reads " + FORMAT + ": compile it anew");
        }
        long checksum = head.getFixed();
        int length = head.skipBytes();
        if (KeyHash.hash(bytes, head.position() - length, head.position()) != checksum) {
            throw new IllegalArgumentException("the rule set is damaged: its checksum is wrong");
        }
        StateInput body = new StateInput(bytes, head.position() - length, head.position());
        long version = body.getUnsigned();
        long count = body.getUnsigned();
        List<Rule> rules = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            rules.add(rule(body, schema));
        }
        return new RuleSet(version, rules);
    }

    private static Rule rule(StateInput in, Schema schema) {
        String id = in.getText();
        String tag = in.getText();
        String text = in.getText();
        try {
            return new Rule(id, tag, ExprCodec.read(in, schema), text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rule '" + id + "': " + e.getMessage(), e);
        }
    }
}
