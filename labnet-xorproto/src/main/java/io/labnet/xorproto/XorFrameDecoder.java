// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decodes packets of a peer whose checksums may have any form. A {@link #settling} one keeps, after the first packet, to
 * the forms that belong to those which that one fits. Each conversation has one of its own.
 */
public final class XorFrameDecoder implements Decoder<XorFrame> {
    /** A packet that fits several is told to be of the first of these: what nearly every program speaks. */
    private static final ChecksumForm[] BY_LIKELIHOOD = {
        ChecksumForm.BYTE_SWAPPED, ChecksumForm.RFC_1071, ChecksumForm.BYTE_SWAPPED_ONE_FOLD
    };

    private static final Set<ChecksumForm> ALL = Collections.unmodifiableSet(EnumSet.allOf(ChecksumForm.class));

    /** The one set of all until the first packet: there may be many thousands of decoders that have heard nothing. */
    private Set<ChecksumForm> accepted = ALL;

    private boolean settled;

    /** What has come of the packet that is not complete, and its length, 0 as long as its header is not complete. */
    private int held;

    private int length;

    private XorFrameDecoder(boolean settled) {
        this.settled = settled;
    }

    /** {@return a decoder that accepts every form in every packet} */
    public static XorFrameDecoder liberal() {
        return new XorFrameDecoder(true);
    }

    /**
     * {@return a decoder that accepts every form in the first packet, and after it those of the same family: RFC 1071,
     * or byte-swapped with the carries added once or until none is left} A first packet that fits both leaves both
     * open.
     */
    public static XorFrameDecoder settling() {
        return new XorFrameDecoder(false);
    }

    @Override
    public @Nullable XorFrame decode(ByteBuffer in, Boundary boundary) {
        held = 0;
        XorPacketView view = XorPacketCodec.take(in, boundary);
        if (view == null) {
            held = in.remaining();
            length = held < XorPacket.HEADER_BYTES ? 0 : XorPacketView.lengthField(in);
            return null;
        }
        ChecksumForm form = formOf(view);
        if (!settled) {
            settle(view);
        }
        return new XorFrame(XorPacketCodec.packet(view), form);
    }

    /** {@return whether a packet has begun and is not complete} */
    public boolean inside() {
        return held > 0;
    }

    /** {@return how much there is of the packet that is not complete, in words} */
    public String part() {
        return length > 0
                ? held + " of the " + length + " bytes that its length field says"
                : held + " bytes of its header of " + XorPacket.HEADER_BYTES;
    }

    private ChecksumForm formOf(XorPacketView view) {
        for (ChecksumForm form : BY_LIKELIHOOD) {
            if (accepted.contains(form) && view.fits(form)) {
                return form;
            }
        }
        String expectation = accepted.stream()
                .collect(Collectors.toMap(
                        view::expected, ChecksumForm::toString, (one, same) -> one, LinkedHashMap::new))
                .entrySet()
                .stream()
                .map(value -> XorPacketView.hex(value.getKey()) + " (" + value.getValue() + ")")
                .collect(Collectors.joining(" or ", "", " was expected"));
        throw view.wrongChecksum(expectation, accepted);
    }

    private void settle(XorPacketView first) {
        Set<ChecksumForm> spoken = EnumSet.noneOf(ChecksumForm.class);
        for (ChecksumForm form : ChecksumForm.values()) {
            if (first.fits(form)) {
                spoken.addAll(form.family());
            }
        }
        accepted = spoken;
        settled = true;
    }
}
