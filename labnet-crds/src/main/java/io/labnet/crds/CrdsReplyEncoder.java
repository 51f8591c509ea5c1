// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;
import io.labnet.crds.internal.WireText;

/** Writes a {@link CrdsReply}. The length of a listing counts bytes, and an unknown room is one zero byte. */
public final class CrdsReplyEncoder implements Encoder<CrdsReply> {
    /** Makes an encoder; one serves any number of conversations. */
    public CrdsReplyEncoder() {}

    @Override
    public void encode(CrdsReply reply, ByteSink out) {
        if (reply instanceof RoomListing listing) {
            ByteArraySink lines = new ByteArraySink();
            listing.rooms().forEach(room -> lines.putText(room + "\n"));
            listing.otherLines().forEach(line -> lines.put(WireText.encode(line + "\n")));
            out.putLong(lines.size());
            out.put(lines.view(0, lines.size()));
        } else if (reply instanceof ListingHead head) {
            out.putLong(head.byteLength());
        } else if (reply instanceof ListingPart part) {
            out.put(part.text());
        } else if (reply instanceof RoomFound found) {
            FieldText.put(found.address(), out);
        } else if (reply instanceof NoSuchRoom) {
            out.put(0);
        }
    }
}
