// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.testkit.Chunks;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;

/** The whole input of a sender: its bytes, where it pauses, and how it ends. */
public final class Input {
    private static final int MAX_SHOWN = 200;

    private final byte[] bytes;
    private final int[] pauses;
    private final Boundary last;

    public Input(byte[] bytes, int[] pauses, Boundary last) {
        int before = 0;
        for (int pause : pauses) {
            if (pause <= before || pause > bytes.length) {
                throw new IllegalArgumentException(
                        "a pause at " + pause + " is not within " + (before + 1) + " to " + bytes.length);
            }
            before = pause;
        }
        this.bytes = bytes.clone();
        this.pauses = pauses.clone();
        this.last = last;
    }

    /** Bytes that arrive together, and what is known about the bytes after them. */
    public record Part(ByteBuffer bytes, Boundary boundary) {
        static Part of(byte[] bytes, Boundary boundary) {
            return new Part(ByteBuffer.wrap(bytes).asReadOnlyBuffer(), boundary);
        }

        byte[] toArray() {
            byte[] array = new byte[bytes.remaining()];
            bytes.get(bytes.position(), array);
            return array;
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    public Boundary last() {
        return last;
    }

    public boolean isFrame() {
        return last == Boundary.FRAME;
    }

    /** Returns the first {@code length} bytes of the input. */
    public Input truncated(int length) {
        int[] kept = Arrays.stream(pauses).filter(pause -> pause <= length).toArray();
        return new Input(Arrays.copyOf(bytes, length), kept, last);
    }

    /** Returns the parts of the input when it is split only at pauses. */
    public List<Part> whole() {
        return split(List.of(bytes));
    }

    /** Returns the parts of the input when its bytes arrive in the given pieces. */
    public List<Part> split(List<byte[]> pieces) {
        TreeSet<Integer> points = new TreeSet<>();
        int end = 0;
        for (byte[] piece : pieces) {
            points.add(end);
            end += piece.length;
        }
        for (int pause : pauses) {
            points.add(pause);
        }
        points.remove(0);
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int point : points) {
            boolean pause = Arrays.binarySearch(pauses, point) >= 0;
            parts.add(new Part(part(from, point), pause ? Boundary.PAUSE : Boundary.MORE));
            from = point;
        }
        parts.add(new Part(part(from, bytes.length), last));
        return parts;
    }

    /** Returns the same input, but with each boundary in a separate part, which follows the part with the bytes. */
    public static List<Part> boundariesAlone(List<Part> parts) {
        List<Part> alone = new ArrayList<>();
        for (Part part : parts) {
            alone.add(new Part(part.bytes, Boundary.MORE));
            if (part.boundary != Boundary.MORE) {
                alone.add(new Part(ByteBuffer.allocate(0), part.boundary));
            }
        }
        return alone;
    }

    /**
     * Returns the parts of this input with pieces inserted: the bytes before an offset, then the pieces, then the
     * remaining bytes.
     */
    public List<Part> prolonged(int at, List<byte[]> pieces) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(part(0, at), Boundary.MORE));
        pieces.forEach(piece -> parts.add(Part.of(piece, Boundary.MORE)));
        parts.add(new Part(part(at, bytes.length), last));
        return parts;
    }

    /** Returns the same parts, but with more input possible after the last part. */
    static List<Part> openEnded(List<Part> parts) {
        List<Part> open = new ArrayList<>(parts);
        Part end = open.remove(open.size() - 1);
        open.add(new Part(end.bytes, Boundary.MORE));
        return open;
    }

    /** Returns the same bytes in parts that are split only at pauses. */
    static List<Part> joined(List<Part> parts) {
        List<Part> joined = new ArrayList<>();
        List<byte[]> pieces = new ArrayList<>();
        for (Part part : parts) {
            pieces.add(part.toArray());
            if (part.boundary != Boundary.MORE) {
                joined.add(Part.of(Chunks.join(pieces), part.boundary));
                pieces.clear();
            }
        }
        if (!pieces.isEmpty()) {
            joined.add(Part.of(Chunks.join(pieces), Boundary.MORE));
        }
        return joined;
    }

    /** Formats parts for a failure: bytes in hex, a bar at each split, and boundaries by name. */
    public static String describe(List<Part> parts) {
        StringJoiner text = new StringJoiner(" ");
        for (Part part : parts) {
            if (text.length() > MAX_SHOWN) {
                return text.add("…").toString();
            }
            if (part.bytes.hasRemaining()) {
                text.add(hex(part.toArray()));
            }
            text.add(part.boundary == Boundary.MORE ? "|" : part.boundary.name());
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return hex(bytes) + (pauses.length == 0 ? "" : " pausing at " + Arrays.toString(pauses)) + " " + last;
    }

    private ByteBuffer part(int from, int to) {
        return ByteBuffer.wrap(bytes, from, to - from).slice().asReadOnlyBuffer();
    }

    /** Formats bytes for a failure. */
    public static String hex(byte[] bytes) {
        int shown = Math.min(bytes.length, MAX_SHOWN);
        return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown)
                + (shown < bytes.length ? "… (" + bytes.length + ")" : "");
    }
}
