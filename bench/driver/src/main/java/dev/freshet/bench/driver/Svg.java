package dev.freshet.bench.driver;

import java.util.Locale;

/** The little of SVG that plots need. Readable on light and dark backgrounds. */
final class Svg {
    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    void text(int x, int y, String style, String text) {
        body.append(String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n", style, x, y, escaped(text)));
    }

    void bar(double x, double y, double length, double thickness, String style) {
        body.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
                style,
                x,
                y,
                length,
                thickness));
    }

    void line(double x1, double y1, double x2, double y2) {
        body.append(String.format(
                Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", x1, y1, x2, y2));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n",
                        width,
                        height,
                        width,
                        height)
                + """
                <style>
                text { font: 13px sans-serif; fill: #1f2328; }
                .title { font-weight: bold; } .note, .value { fill: #59636e; font-size: 12px; }
                .own { fill: #1a7f64; } .peer { fill: #8c959f; } line { stroke: #1f2328; stroke-width: 1.5; }
                .back { fill: #ffffff; }
                </style>
                <rect class="back" x="0" y="0" width="100%" height="100%"/>
                """
                + body
                + "</svg>\n";
    }
}
