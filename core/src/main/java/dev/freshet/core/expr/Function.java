package dev.freshet.core.expr;

/**
 * What a {@link Expr.Call} computes. Where nothing else is said, a function of a NULL is NULL. {@code docs/expressions.md}
 * tells for each its types, errors and examples.
 */
public enum Function {
    /** BOOLEAN: three-valued AND of two or more arguments, left to right, short-circuit. */
    AND,
    /** BOOLEAN: three-valued OR of two or more arguments, left to right, short-circuit. */
    OR,
    /** BOOLEAN: three-valued NOT. */
    NOT,

    /** Equal. */
    EQ,
    /** Not equal. */
    NE,
    /** Less. VARCHAR compares by code point, NaN is greater than every other DOUBLE. */
    LT,
    /** Less or equal. */
    LE,
    /** Greater. */
    GT,
    /** Greater or equal. */
    GE,
    /** Not equal, where NULL is a value like others; never NULL. */
    IS_DISTINCT_FROM,
    /** Equal, where NULL is a value like others; never NULL. */
    IS_NOT_DISTINCT_FROM,
    /** Whether the argument is NULL. */
    IS_NULL,
    /** Whether the argument is not NULL. */
    IS_NOT_NULL,
    /** Whether a BOOLEAN is TRUE. */
    IS_TRUE,
    /** Whether a BOOLEAN is FALSE or NULL. */
    IS_NOT_TRUE,
    /** Whether a BOOLEAN is FALSE. */
    IS_FALSE,
    /** Whether a BOOLEAN is TRUE or NULL. */
    IS_NOT_FALSE,
    /** Whether the first argument is among the others, which are constants; NULL where a NULL among them leaves it open. */
    IN,

    /** Whether a text matches a LIKE pattern; the optional third argument is the escape character. */
    LIKE,
    /** Whether a regular expression (RE2, constant) is found anywhere in a text. */
    REGEXP_LIKE,
    /** What a regular expression (RE2, constant) finds, or its group of that number; NULL where it finds nothing. */
    REGEXP_EXTRACT,

    /** Condition, value, condition, value, …, else: only the branch taken is computed. */
    CASE,
    /** The first argument that is not NULL; those after it are not computed. */
    COALESCE,
    /** NULL where both arguments are equal, else the first. */
    NULLIF,
    /** The argument as the call's type; what cannot be converted is an error of the row. */
    CAST,
    /** The argument as the call's type; what cannot be converted is NULL. */
    TRY_CAST,

    /** Sum; a TIMESTAMP and a BIGINT of milliseconds give a TIMESTAMP. */
    ADD,
    /** Difference; of two TIMESTAMPs the BIGINT of milliseconds between them. */
    SUBTRACT,
    /** Product. */
    MULTIPLY,
    /** Quotient, truncated for BIGINT. */
    DIVIDE,
    /** Remainder, with the sign of the dividend. */
    MOD,
    /** The negative. */
    NEGATE,
    /** Absolute value. */
    ABS,
    /** The greatest whole number not above. */
    FLOOR,
    /** The least whole number not below. */
    CEIL,
    /** The nearest whole number, or with a second argument that many decimals; halves go away from zero. */
    ROUND,
    /** The first argument to the power of the second. */
    POWER,
    /** Natural logarithm. */
    LN,
    /** Decimal logarithm. */
    LOG10,
    /** e to the power. */
    EXP,
    /** Square root. */
    SQRT,

    /** Lower case, full Unicode, the same in every locale. */
    LOWER,
    /** Upper case, full Unicode, the same in every locale. */
    UPPER,
    /** The code points from a position (from 1) on, at most as many as the third argument says. */
    SUBSTRING,
    /** The position (from 1, in code points) of the first argument in the second, 0 where it is not there. */
    POSITION,
    /** The second argument's code points cut off at both ends of the first. */
    TRIM,
    /** The second argument's code points cut off at the start of the first. */
    LTRIM,
    /** The second argument's code points cut off at the end of the first. */
    RTRIM,
    /** The arguments in a row, NULLs left out. */
    CONCAT,
    /** The arguments in a row; NULL if one is NULL. */
    JOIN,
    /** The number of code points. */
    CHAR_LENGTH,
    /** The first argument with every occurrence of the second replaced by the third. */
    REPLACE,
    /** The part of that index (from 0) between delimiters; NULL where there is none. */
    SPLIT_INDEX,
    /** Whether the first argument starts with the second. */
    STARTS_WITH,
    /** Whether the first argument ends with the second. */
    ENDS_WITH,
    /** Whether the first argument contains the second. */
    CONTAINS,

    /** A part (first argument, constant) of a TIMESTAMP in UTC. */
    EXTRACT,
    /** The start of the unit (second argument, constant) that a TIMESTAMP lies in. */
    FLOOR_TO,
    /** The least start of a unit (second argument, constant) not before a TIMESTAMP. */
    CEIL_TO,
    /** The start of the interval of that many milliseconds, counted from 1970-01-01, that a TIMESTAMP lies in. */
    TIME_BUCKET,
    /** A TIMESTAMP that many months later, on the last day of the month where the day does not exist. */
    ADD_MONTHS,

    /** The H3 cell of a latitude and longitude (degrees) at a resolution from 0 to 15. */
    H3_CELL,
    /**
     * The H3 cells within so many steps, from 0 to 10, of that of a latitude and longitude at a resolution, that one among them: ascending,
     * with commas between.
     */
    H3_DISK,
    /** The cell of a latitude and longitude in a grid of that many degrees: {@code row_column}. */
    GRID_CELL,
    /** The geohash of a latitude and longitude with that many characters, from 1 to 12. */
    GEOHASH,
    /** Metres between two latitudes and longitudes along a great circle. */
    HAVERSINE_M,
    /** The network of an address: {@code 10.1.2.0/24}; bits for IPv4, and optionally for IPv6; NULL for other texts. */
    IP_PREFIX
}
