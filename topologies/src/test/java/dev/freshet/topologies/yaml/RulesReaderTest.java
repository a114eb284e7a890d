package dev.freshet.topologies.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.rule.Rule;
import dev.freshet.core.rule.RuleSet;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.topologies.problem.Problem;
import dev.freshet.topologies.problem.Problems;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesReaderTest {
    private static final Schema SCHEMA =
            Schema.of(Field.nullable("path", Type.VARCHAR), Field.required("ms", Type.BIGINT));

    @Test
    void readsYamlAndJson() {
        Optional<RuleSet> yaml = RulesReader.file("r.yaml", """
                version: 7
                rules:
                  - id: slow
                    where: ms > 1000
                  - { id: root, where: "path = '/'", tag: high }
                """, SCHEMA, new Problems());
        Optional<RuleSet> json = RulesReader.file("r.json", """
                {"version": 7, "rules": [{"id": "slow", "where": "ms > 1000"},
                                         {"id": "root", "where": "path = '/'", "tag": "high"}]}
                """, SCHEMA, new Problems());
        assertThat(yaml).isPresent().isEqualTo(json);
        assertThat(yaml.get().version()).isEqualTo(7);
        assertThat(yaml.get().rules()).extracting(Rule::id).containsExactly("slow", "root");
        assertThat(yaml.get().rules()).extracting(Rule::tag).containsExactly("", "high");
    }

    @Test
    void tellsEveryProblemWithItsPlace() {
        Problems problems = new Problems();
        assertThat(RulesReader.file("r.yaml", """
                        version: 0
                        rules:
                          - id: slow
                            where: mss > 1000
                          - { id: slow, where: ms + 1 }
                          - { id: 9, where: path RLIKE '(' , tagg: x }
                          - where: ms > 1
                        """, SCHEMA, problems)).isEmpty();
        assertThat(problems.all())
                .extracting(problem ->
                        problem.place().line() + ":" + problem.place().column())
                .contains("1:10", "4:12", "5:11", "5:24", "6:11", "7:5");
        assertThat(problems.all()).extracting(Problem::toString).anyMatch(text -> text.contains("'tagg'"));
    }

    @Test
    void aFileNeedsBothKeys() {
        for (String text : new String[] {"", "version: 1", "rules: []", "[]"}) {
            Problems problems = new Problems();
            assertThat(RulesReader.file("r.yaml", text, SCHEMA, problems)).isEmpty();
            assertThat(problems.isEmpty()).isFalse();
        }
    }
}
