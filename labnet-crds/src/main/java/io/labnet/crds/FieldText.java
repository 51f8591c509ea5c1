// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ByteSink;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;

/** A field on the wire: a length byte, and text of so many bytes. */
final class FieldText {
    private FieldText() {}

    /** Whether so many fields are there whole. */
    static boolean are(int count, ByteBuffer in, int from) {
        int end = from;
        for (int field = 0; field < count; field++) {
            if (end >= in.limit()) {
                return false;
            }
            end += 1 + (in.get(end) & 0xff);
        }
        return end <= in.limit();
    }

    /** Takes a field that is there whole. */
    static String take(ByteBuffer in) {
        int length = in.get() & 0xff;
        String text = WireText.decode(in.slice(in.position(), length));
        in.position(in.position() + length);
        return text;
    }

    static void put(String text, ByteSink out) {
        byte[] bytes = WireText.encode(text);
        out.put(bytes.length);
        out.put(bytes);
    }

    static void put(RoomAddress address, ByteSink out) {
        put(address.group(), out);
        put(Integer.toString(address.port()), out);
    }
}
