// SPDX-License-Identifier: Apache-2.0
package io.labnet.jqwik;

import io.labnet.xorproto.XorData;
import io.labnet.xorproto.XorPacket;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitraries of packets of the XOR packet protocol, for jqwik properties of labnet's codec or of your own codec. A
 * packet that fails a property shrinks towards little data, the keyword {@code aaaa} and the sid 0. For bytes, use
 * {@code map(XorPacket::encode)}.
 */
public final class XorPacketArbitraries {
    private static final long MIN_STUDENT_ID = 10_000_000;
    private static final long MAX_STUDENT_ID = 99_999_999;
    private static final int MAX_SMALL_DATA = 64;

    private XorPacketArbitraries() {}

    /**
     * Generates packets of every kind. Most packets have 0 to 64 bytes of data; some have the maximum number of bytes,
     * or one or two bytes less. For other lengths use {@link #packetsWithData}.
     *
     * @return packets
     */
    public static Arbitrary<XorPacket> packets() {
        Arbitrary<XorPacket> large = packetsWithData(XorPacket.MAX_DATA_BYTES - 2, XorPacket.MAX_DATA_BYTES);
        return Arbitraries.frequencyOf(Tuple.of(30, packetsWithData(0, MAX_SMALL_DATA)), Tuple.of(1, large));
    }

    /**
     * Generates packets with a length of data within bounds.
     *
     * @param least the minimum length of the data in bytes, from 0
     * @param most the maximum length, up to {@value XorPacket#MAX_DATA_BYTES}
     * @return packets
     * @throws IllegalArgumentException if the bounds are invalid
     */
    public static Arbitrary<XorPacket> packetsWithData(int least, int most) {
        if (least < 0 || most < least || most > XorPacket.MAX_DATA_BYTES) {
            throw new IllegalArgumentException(
                    least + " to " + most + " is not within 0 to " + XorPacket.MAX_DATA_BYTES);
        }
        // jqwik would combine the edge cases in most tries, so nearly all packets would have one byte of data or none.
        Arbitrary<XorData> data = Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(XorData::of)
                .withoutEdgeCases();
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Combinators.combine(flags, keywords().withoutEdgeCases(), sids(), data)
                .as(XorPacket::new);
    }

    /**
     * Generates a client's first packets: headers without data. Each has a student id of 8 digits, and either the
     * keyword that submits or a keyword that tests.
     *
     * @return requests
     */
    public static Arbitrary<XorPacket> requests() {
        Arbitrary<String> tests = Arbitraries.strings().withCharRange('a', 'z').ofLength(XorPacket.KEYWORD_LETTERS);
        Arbitrary<String> keywords = Arbitraries.oneOf(Arbitraries.just("sbmt"), tests);
        Arbitrary<Long> ids = Arbitraries.longs().between(MIN_STUDENT_ID, MAX_STUDENT_ID);
        return Combinators.combine(keywords, ids).as((keyword, id) -> new XorPacket(true, keyword, id));
    }

    /**
     * Generates keywords.
     *
     * @return 4 ASCII letters of either case
     */
    public static Arbitrary<String> keywords() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .ofLength(XorPacket.KEYWORD_LETTERS);
    }

    /**
     * Generates sids.
     *
     * @return unsigned 32-bit numbers, including 0 and the maximum
     */
    public static Arbitrary<Long> sids() {
        return Arbitraries.longs().between(0, XorPacket.MAX_SID);
    }
}
