package dev.freshet.core.rule;

import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests rows by a set of rules that can be exchanged while the job runs, and by a second set whose rows are only compared.
 *
 * @param name under which sets are handed over, unique in the job; the shadow's are under {@link #shadowName}
 * @param live what holds until another is handed over
 * @param shadow as well; {@link RuleSet#NONE} for none
 * @param input the rows
 */
public record RulesSpec(String name, RuleMode mode, RuleSet live, RuleSet shadow, Schema input)
        implements OperatorSpec {
    /** The rule that holds; of {@link RuleMode#EXPLODE}. */
    public static final String RULE = "rule";
    /** The rule's tag, NULL where it has none; of {@link RuleMode#EXPLODE}. */
    public static final String TAG = "rule_tag";
    /** The version of the set that a row was made with. */
    public static final String VERSION = "rule_version";

    @Override
    public Schema outputSchema() {
        return schema(mode, input);
    }

    /** The input's columns, and those that tell of the rule. */
    public static Schema schema(RuleMode mode, Schema input) {
        List<Field> fields = new ArrayList<>(input.fields());
        if (mode == RuleMode.EXPLODE) {
            fields.add(Field.required(RULE, Type.VARCHAR));
            fields.add(Field.nullable(TAG, Type.VARCHAR));
        }
        fields.add(Field.required(VERSION, Type.BIGINT));
        return new Schema(fields);
    }

    public static String shadowName(String name) {
        return name + ":shadow";
    }

    @Override
    public String describe() {
        return describe(mode, live, shadow);
    }

    /** One line for people: {@code rules explode, version 7 of 12 rules, shadow version 8 of 13 rules}. */
    public static String describe(RuleMode mode, RuleSet live, RuleSet shadow) {
        String text = "rules " + (mode == RuleMode.FILTER ? "filter" : "explode") + ", " + describe(live);
        return shadow.equals(RuleSet.NONE) ? text : text + ", shadow " + describe(shadow);
    }

    private static String describe(RuleSet set) {
        return set.equals(RuleSet.NONE) ? "none yet" : "version " + set.version() + " of " + set.size();
    }

    @Override
    public boolean keepsPlaces() {
        return mode == RuleMode.FILTER;
    }

    @Override
    public Operator create() {
        return new RulesOperator(this);
    }
}
