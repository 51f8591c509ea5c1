// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignInputTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET / HTTP/1.1 | an HTTP client",
                "PRI * HTTP/2.0 | an HTTP client",
                "HTTP/1.1 400 Bad Request | an HTTP server",
                "PROXY TCP4 192.0.2.7 | the PROXY header of a balancer whose address is not among the trusted proxies",
                "PROXY UNKNOWN | the PROXY header of a balancer whose address is not among the trusted proxies",
                "SSH-2.0-OpenSSH_9.6 | an SSH program",
                "\u00ff\u00fe1 | text in UTF-16 with a byte order mark: send UTF-8",
                "\u00ef\u00bb\u00bf1 | a byte order mark: send UTF-8 without one",
                "b'abc' | the text that Python prints for bytes: send the bytes themselves, not str() of them",
                "{\"cmd\": 1} | JSON text",
                "[[1, 2]] | JSON text",
                "{'cmd': 1} | a Python dict, list or tuple turned into text by str()",
                "('getdir',) | a Python dict, list or tuple turned into text by str()",
                "\u0080\u0004\u0095 | a Python object written by pickle"
            })
    void cause_namesTheProgram(String input, String expected) {
        assertThat(ForeignInput.cause(ByteBuffer.wrap(input.getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo(expected);
    }

    @Test
    void cause_namesTls() {
        assertThat(ForeignInput.cause(ByteBuffer.wrap(new byte[] {0x16, 3, 1, 2, 0, 1})))
                .isEqualTo("a TLS client: this port does not use TLS");
        assertThat(ForeignInput.cause(ByteBuffer.wrap(new byte[] {0x15, 3, 3, 0, 2, 2})))
                .isEqualTo("a TLS server: this port uses TLS");
    }

    @Test
    void cause_namesBinaryProxyHeader() {
        String signature = "\r\n\r\n\0\r\nQUIT\n";
        assertThat(ForeignInput.cause(ByteBuffer.wrap(signature.getBytes(StandardCharsets.US_ASCII))))
                .startsWith("the PROXY header of a balancer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1803933 GMA", "sbmt", "GETDIR", "Client1", "\u0016\u0003", "", "{", "b", "GET"})
    void cause_ofOtherInput_isNull(String input) {
        assertThat(ForeignInput.cause(ByteBuffer.wrap(input.getBytes(StandardCharsets.ISO_8859_1))))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 10_000})
    void cause_leavesTheBufferUnchanged(int length) {
        ByteBuffer in = ByteBuffer.allocate(length + 1).position(1);

        ForeignInput.cause(in);

        assertThat(in.position()).isEqualTo(1);
        assertThat(in.limit()).isEqualTo(length + 1);
    }
}
