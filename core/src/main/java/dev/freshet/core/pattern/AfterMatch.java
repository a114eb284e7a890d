package dev.freshet.core.pattern;

/** Where the next match of a key may begin. */
public enum AfterMatch {
    /** Behind the last row of the match: a row is in one match at most. */
    PAST_LAST,
    /** At the row behind the match's first one: matches may overlap. */
    NEXT_ROW
}
