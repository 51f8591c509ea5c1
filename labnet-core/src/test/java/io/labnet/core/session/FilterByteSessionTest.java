// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FilterByteSessionTest {
    /** An argument or result for each type in the methods. None equals the result of a default method. */
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(Engine.class, new ManualEngine()),
            Map.entry(int.class, 5),
            Map.entry(long.class, 6L),
            Map.entry(boolean.class, true),
            Map.entry(ByteBuffer.class, ByteBuffer.allocate(7)),
            Map.entry(Boundary.class, Boundary.PAUSE),
            Map.entry(Closing.class, Closing.ABORT),
            Map.entry(Runnable.class, (Runnable) () -> {}),
            Map.entry(RejectedExecutionException.class, new RejectedExecutionException()),
            Map.entry(ProtocolException.class, new ProtocolException(Reason.MALFORMED, 0, "wrong")),
            Map.entry(byte[].class, new byte[] {8}),
            Map.entry(String.class, "overrun"),
            Map.entry(Throwable.class, new IllegalStateException()),
            Map.entry(Duration.class, Duration.ofSeconds(9)));

    /**
     * All methods by reflection, because a new default method would easily be forgotten in the filter. In an order that
     * is the same in each JVM, because the tests are numbered.
     */
    static Stream<Method> methods() {
        return Arrays.stream(ByteSession.class.getMethods()).sorted(Comparator.comparing(Method::toString));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethod_delegatesToInner(Method method) throws ReflectiveOperationException {
        List<Object> calls = new ArrayList<>();
        ByteSession inner = (ByteSession) Proxy.newProxyInstance(
                ByteSession.class.getClassLoader(), new Class<?>[] {ByteSession.class}, (proxy, called, arguments) -> {
                    calls.add(called);
                    calls.addAll(arguments == null ? List.of() : List.of(arguments));
                    return VALUES.get(called.getReturnType());
                });
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(VALUES::get).toArray();
        List<Object> expected = new ArrayList<>(List.of(method));
        expected.addAll(List.of(arguments));

        Object result = method.invoke(new FilterByteSession(inner) {}, arguments);

        assertThat(calls).isEqualTo(expected);
        assertThat(result).isEqualTo(VALUES.get(method.getReturnType()));
    }
}
