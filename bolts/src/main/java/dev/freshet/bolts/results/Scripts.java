package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Script;

/** The scripts that write results; what each does stands at its head. */
final class Scripts {
    static final Script WINDOWS = Script.resource(Scripts.class, "windows.lua");
    static final Script TOP = Script.resource(Scripts.class, "top.lua");
    static final Script APPEND = Script.resource(Scripts.class, "append.lua");
    static final Script APPEND_PACKED = Script.resource(Scripts.class, "append_packed.lua");

    private Scripts() {}
}
