package dev.freshet.core.decode.json;

import dev.freshet.core.decode.scan.Cells;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in records that is wanted, or has wanted ones below it: the paths of all wanted fields as a tree of names. */
final class JsonNode {
    /** The slot of a place that is not wanted itself. */
    static final int NONE = -1;

    private final byte[] name;
    private final List<JsonNode> growing = new ArrayList<>();
    private JsonNode[] children = new JsonNode[0];
    private int slot = NONE;

    private JsonNode(String name) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
    }

    /** The root of the tree for these paths, one a slot; names are parted by dots. */
    static JsonNode of(String[] paths) {
        JsonNode root = new JsonNode("");
        for (int slot = 0; slot < paths.length; slot++) {
            JsonNode node = root;
            for (String part : paths[slot].split("\\.", -1)) {
                if (part.isEmpty()) {
                    throw new IllegalArgumentException(
                            "a path needs a name before and after each dot ('" + paths[slot] + "')");
                }
                node = node.grow(part);
            }
            if (node.slot != NONE) {
                throw new IllegalArgumentException("two fields have the path '" + paths[slot] + "'");
            }
            node.slot = slot;
        }
        return root;
    }

    private JsonNode grow(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        JsonNode known = child(bytes, 0, bytes.length);
        if (known != null) {
            return known;
        }
        JsonNode grown = new JsonNode(part);
        growing.add(grown);
        children = growing.toArray(new JsonNode[0]);
        return grown;
    }

    int slot() {
        return slot;
    }

    boolean hasChildren() {
        return children.length > 0;
    }

    @Nullable
    JsonNode child(byte[] data, int from, int to) {
        for (JsonNode child : children) {
            if (child.name.length == to - from && Arrays.equals(child.name, 0, child.name.length, data, from, to)) {
                return child;
            }
        }
        return null;
    }

    /** Forgets what was found below. */
    void clearBelow(Cells cells) {
        for (JsonNode child : children) {
            if (child.slot != NONE) {
                cells.clear(child.slot);
            }
            child.clearBelow(cells);
        }
    }
}
