// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A decoder for packets whose checksums may have any form. After the first packet, a {@link #settling} decoder accepts
 * only forms of the same family: RFC 1071 alone, or both byte-swapped forms. Each conversation has its own decoder.
 */
public final class XorFrameDecoder implements Decoder<XorFrame> {
    /**
     * The order in which the decoder tries the forms; it assumes the first form that matches. Nearly every program
     * uses {@link ChecksumForm#BYTE_SWAPPED}.
     */
    private static final ChecksumForm[] BY_LIKELIHOOD = {
        ChecksumForm.BYTE_SWAPPED, ChecksumForm.RFC_1071, ChecksumForm.BYTE_SWAPPED_ONE_FOLD
    };

    private static final int MAX_SUMMED = 1024;

    private static final Set<ChecksumForm> ALL = Collections.unmodifiableSet(EnumSet.allOf(ChecksumForm.class));

    /**
     * The accepted forms. To save memory, all decoders share one set of forms until their first packet: a server may
     * have thousands of waiting decoders.
     */
    private Set<ChecksumForm> accepted = ALL;

    private boolean settled;

    /**
     * The number of received bytes of an incomplete packet. {@link #length} is the packet's length, 0 until its header
     * is complete.
     */
    private int receivedBytes;

    private int length;

    private @Nullable String likelyCause;

    private XorFrameDecoder(boolean settled) {
        this.settled = settled;
    }

    /** {@return a decoder that accepts every form in every packet} */
    public static XorFrameDecoder liberal() {
        return new XorFrameDecoder(true);
    }

    /**
     * {@return a decoder that accepts every form in the first packet, and then those of the same family} If the
     * checksum of the first packet matches both families, the decoder continues to accept both.
     */
    public static XorFrameDecoder settling() {
        return new XorFrameDecoder(false);
    }

    @Override
    public @Nullable XorFrame decode(ByteBuffer in, Boundary boundary) {
        receivedBytes = 0;
        XorPacketView view = XorPacketCodec.take(in);
        if (view == null) {
            receivedBytes = in.remaining();
            length = receivedBytes < XorPacket.HEADER_BYTES ? 0 : XorPacketView.lengthField(in);
            // Only short parts are examined, because their checksum is computed again each time bytes arrive.
            likelyCause = receivedBytes <= MAX_SUMMED ? XorMistake.ofIncomplete(in.slice()) : null;
            return null;
        }
        ChecksumForm form = formOf(view, in);
        if (!settled) {
            settle(view);
        }
        return new XorFrame(XorPacketCodec.packet(view), form);
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        return XorRefusal.incomplete(rest.slice(), event);
    }

    /** {@return whether a packet has begun and is not complete} */
    public boolean inside() {
        return receivedBytes > 0;
    }

    /** {@return a description of the received part of the incomplete packet} */
    public String part() {
        return length > 0
                ? receivedBytes + " of the " + length + " bytes given by its length field"
                : receivedBytes + " of the " + XorPacket.HEADER_BYTES + " bytes of its header";
    }

    /** {@return why the packet may be incomplete, a phrase; {@code null} if no known mistake is recognized} */
    public @Nullable String likelyCause() {
        return inside() ? likelyCause : null;
    }

    private ChecksumForm formOf(XorPacketView view, ByteBuffer in) {
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
                .collect(Collectors.joining(" or "));
        int at = in.position() - view.length();
        throw XorRefusal.checksum(
                in.slice(at, in.limit() - at), view.length(), expectation, accepted, XorRule.ONE_FAMILY);
    }

    private void settle(XorPacketView first) {
        Set<ChecksumForm> possible = EnumSet.noneOf(ChecksumForm.class);
        for (ChecksumForm form : ChecksumForm.values()) {
            if (first.fits(form)) {
                possible.addAll(form.family());
            }
        }
        accepted = possible;
        settled = true;
    }
}
