package dev.freshet.sql;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.time.CivilTime;
import dev.freshet.core.expr.time.TimestampText;
import java.math.BigDecimal;
import java.util.Objects;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.util.NlsString;

/**
 * Constants: whole numbers are BIGINT, others DOUBLE, never DECIMAL; texts are VARCHAR, never padded; DATE and TIMESTAMP
 * are moments; intervals are milliseconds, or months.
 */
final class Literals {
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final CalciteParser.Parsed parsed;

    Literals(CalciteParser.Parsed parsed) {
        this.parsed = parsed;
    }

    Expr convert(SqlLiteral literal) {
        if (literal instanceof SqlNumericLiteral number) {
            return number(number, false);
        }
        if (literal instanceof SqlIntervalLiteral interval) {
            if (isMonths(interval)) {
                throw parsed.error(literal, "an INTERVAL of months or years stands only beside + or - of a TIMESTAMP");
            }
            return Expr.Literal.of(amount(interval));
        }
        if (literal instanceof SqlUnknownLiteral unknown) {
            return moment(literal, unknown.tag, unknown.getValue());
        }
        Object value = literal.getValue();
        if (value == null) {
            return Expr.Literal.NULL;
        }
        if (value instanceof Boolean truth) {
            return Expr.Literal.of(truth);
        }
        if (value instanceof NlsString text) {
            return Expr.Literal.of(text.getValue());
        }
        return switch (literal.getTypeName()) {
            case DATE, TIMESTAMP -> moment(literal, literal.getTypeName().name(), value.toString());
            default -> throw parsed.error(literal, "constants of type " + literal.getTypeName() + " are not supported");
        };
    }

    Expr number(SqlNumericLiteral literal, boolean negated) {
        BigDecimal value = Objects.requireNonNull(literal.bigDecimalValue());
        BigDecimal signed = negated ? value.negate() : value;
        if (literal.isInteger()) {
            if (signed.compareTo(LEAST) < 0 || signed.compareTo(MOST) > 0) {
                throw parsed.error(literal, signed + " does not fit BIGINT");
            }
            return Expr.Literal.of(signed.longValue());
        }
        double number = negated ? -value.doubleValue() : value.doubleValue();
        if (!Double.isFinite(number)) {
            throw parsed.error(literal, signed + " does not fit DOUBLE");
        }
        return Expr.Literal.of(number);
    }

    private Expr moment(SqlLiteral literal, String tag, String text) {
        if (!tag.equals("DATE") && !tag.equals("TIMESTAMP")) {
            throw parsed.error(literal, "constants of type " + tag + " are not supported");
        }
        try {
            return Expr.Literal.timestamp(TimestampText.parse(text));
        } catch (IllegalArgumentException e) {
            throw parsed.error(literal, String.valueOf(e.getMessage()));
        }
    }

    static boolean isMonths(SqlIntervalLiteral literal) {
        return qualifier(literal).isYearMonth();
    }

    private static SqlIntervalQualifier qualifier(SqlIntervalLiteral literal) {
        return value(literal).getIntervalQualifier();
    }

    private static SqlIntervalLiteral.IntervalValue value(SqlIntervalLiteral literal) {
        return Objects.requireNonNull(literal.getValueAs(SqlIntervalLiteral.IntervalValue.class));
    }

    /** The interval in milliseconds, or in months where {@link #isMonths}. */
    long amount(SqlIntervalLiteral literal) {
        SqlIntervalLiteral.IntervalValue interval = value(literal);
        TimeUnitRange range = interval.getIntervalQualifier().timeUnitRange;
        long unit = switch (range) {
            case YEAR -> 12;
            case QUARTER -> 3;
            case MONTH -> 1;
            case WEEK -> 7 * CivilTime.DAY_MS;
            case DAY -> CivilTime.DAY_MS;
            case HOUR -> CivilTime.HOUR_MS;
            case MINUTE -> CivilTime.MINUTE_MS;
            case SECOND -> CivilTime.SECOND_MS;
            case MILLISECOND -> 1;
            default -> throw parsed.error(literal, "an INTERVAL takes one unit, not " + range);
        };
        String text = interval.getIntervalLiteral().strip();
        try {
            long amount =
                    new BigDecimal(text).multiply(BigDecimal.valueOf(unit)).longValueExact();
            return interval.getSign() < 0 ? Math.negateExact(amount) : amount;
        } catch (ArithmeticException | NumberFormatException e) {
            throw parsed.error(
                    literal, "'" + text + "' is no number of " + range + "S with a resolution of milliseconds");
        }
    }
}
