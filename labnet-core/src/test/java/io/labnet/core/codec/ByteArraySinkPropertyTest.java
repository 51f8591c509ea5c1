// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ByteArraySinkPropertyTest {
    private static final int MODEL_BYTES = 1 << 16;

    /** One call, made on the sink and on a buffer that serves as the model. */
    private interface Step {
        void apply(ByteArraySink sink, ByteBuffer model);
    }

    @Property
    void anySteps_matchModel(@ForAll("steps") List<Step> steps) {
        ByteArraySink sink = new ByteArraySink();
        ByteBuffer model = ByteBuffer.allocate(MODEL_BYTES);
        for (Step step : steps) {
            step.apply(sink, model);
            byte[] expected = Arrays.copyOf(model.array(), model.position());
            assertThat(sink.size()).isEqualTo(expected.length);
            assertThat(sink.toByteArray()).isEqualTo(expected);
            assertThat(sink.view(0, sink.size())).isEqualTo(ByteBuffer.wrap(expected));
        }
    }

    @Property
    void view_anyPart_hasItsBytes(@ForAll byte[] bytes, @ForAll int a, @ForAll int b) {
        int one = Math.floorMod(a, bytes.length + 1);
        int other = Math.floorMod(b, bytes.length + 1);
        int from = Math.min(one, other);
        int to = Math.max(one, other);
        ByteArraySink sink = new ByteArraySink();
        sink.put(bytes);
        assertThat(sink.view(from, to)).isEqualTo(ByteBuffer.wrap(bytes, from, to - from));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(400);
        Arbitrary<Integer> numbers = Arbitraries.integers();
        Arbitrary<Step> step = Arbitraries.oneOf(
                numbers.map(value -> step(sink -> sink.put(value), model -> model.put((byte) (int) value))),
                numbers.map(value -> step(sink -> sink.putShort(value), model -> model.putShort((short) (int) value))),
                numbers.map(value -> step(sink -> sink.putInt(value), model -> model.putInt(value))),
                Arbitraries.longs().map(value -> step(sink -> sink.putLong(value), model -> model.putLong(value))),
                bytes.map(value -> step(sink -> sink.put(value), model -> model.put(value))),
                bytes.map(ByteArraySinkPropertyTest::putBuffer),
                Combinators.combine(bytes, numbers).as(ByteArraySinkPropertyTest::putPart),
                numbers.map(ByteArraySinkPropertyTest::discard));
        return step.list().ofMaxSize(40);
    }

    private static Step step(Consumer<ByteArraySink> onSink, Consumer<ByteBuffer> onModel) {
        return (sink, model) -> {
            onSink.accept(sink);
            onModel.accept(model);
        };
    }

    private static Step putBuffer(byte[] bytes) {
        return (sink, model) -> {
            ByteBuffer source =
                    ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
            sink.put(source);
            assertThat(source.hasRemaining()).isFalse();
            model.put(bytes);
        };
    }

    private static Step putPart(byte[] bytes, int any) {
        int offset = Math.floorMod(any, bytes.length + 1);
        int length = Math.floorMod(any / 7, bytes.length - offset + 1);
        return (sink, model) -> {
            sink.put(bytes, offset, length);
            model.put(bytes, offset, length);
        };
    }

    private static Step discard(int any) {
        return (sink, model) -> {
            int count = Math.floorMod(any, sink.size() + 1);
            sink.discard(count);
            model.flip().position(count);
            model.compact();
        };
    }
}
