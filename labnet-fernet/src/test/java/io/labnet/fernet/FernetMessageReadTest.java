// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.fernet.FernetException.Reason;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A message that is read as an object of the caller's. */
class FernetMessageReadTest {
    private static final Fernet FERNET = Fernet.of(FernetKey.generate());

    private record Session(int user, String name) {
        static Session read(byte[] bytes) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            return new Session(in.readInt(), in.readUTF());
        }

        byte[] bytes() {
            byte[] utf = name.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(6 + utf.length)
                    .putInt(user)
                    .putShort((short) utf.length)
                    .put(utf)
                    .array();
        }
    }

    @Test
    void read_returnsWhatTheReaderReturns() {
        Session session = new Session(7, "Mel");
        String token = FERNET.encrypt(session.bytes());

        assertThat(FERNET.open(token).read(Session::read)).isEqualTo(session);
        assertThat(new FernetBuffers(FERNET)
                        .open(ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)), Duration.ofMinutes(1))
                        .read(Session::read))
                .isEqualTo(session);
    }

    @Test
    void read_readerThrowsIOException_isUnreadable() {
        String token = FERNET.encryptText("abc");

        FernetException refusal = refusal(() -> FERNET.open(token).read(Session::read));

        assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal)
                .hasMessage("the token is genuine, but its message is not what the reader expects")
                .hasCauseInstanceOf(EOFException.class);
    }

    @Test
    void read_readerThrowsAnyCheckedException_isUnreadable() {
        FernetMessage message = FERNET.open(FERNET.encryptText("abc"));

        FernetException refusal = refusal(() -> message.read(bytes -> Class.forName("no.such." + message.text())));

        assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal).hasCauseInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void read_readerIsInterrupted_staysInterrupted() {
        FernetMessage message = FERNET.open(FERNET.encryptText("abc"));
        FernetMessage.PayloadReader<Session> interrupted = bytes -> {
            throw new InterruptedException();
        };

        FernetException refusal = refusal(() -> message.read(interrupted));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void read_readerThrowsUncheckedException_isUnreadableWithoutItsText() {
        FernetMessage message = FERNET.open(FERNET.encryptText("secret"));

        FernetException refusal = refusal(() -> message.read(bytes -> Integer.parseInt(message.text())));

        assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal).hasMessageNotContaining("secret").hasCauseInstanceOf(NumberFormatException.class);
    }

    /** As Jackson returns for the JSON text null. */
    @Test
    void read_readerReturnsNull_isUnreadable() {
        FernetMessage message = FERNET.open(FERNET.encryptText("null"));

        assertThat(refusal(() -> message.<Session>read(bytes -> null)).reason()).isEqualTo(Reason.UNREADABLE);
    }

    /** A refusal of a token inside the message says nothing about the outer token, which is genuine. */
    @Test
    void read_readerRefusesInnerToken_isUnreadable() {
        FernetMessage outer = FERNET.open(FERNET.encryptText("not a token"));

        FernetException refusal = refusal(() -> outer.read(bytes -> FERNET.decryptText(outer.text())));

        assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal).hasCauseInstanceOf(FernetException.class);
    }

    @Test
    void read_error_isNotCaught() {
        FernetMessage message = FERNET.open(FERNET.encryptText("hello"));
        AssertionError error = new AssertionError();

        assertThatThrownBy(() -> message.read(bytes -> {
                    throw error;
                }))
                .isSameAs(error);
    }

    @Test
    void read_readerChangesItsArray_messageStays() {
        FernetMessage message = FERNET.open(FERNET.encryptText("hello"));

        assertThat(message.<Byte>read(bytes -> bytes[0] = 'j')).isEqualTo((byte) 'j');
        assertThat(message.text()).isEqualTo("hello");
    }

    /** The time is checked first, so a reader gets no message that is too old. */
    @Test
    void read_expiredToken_isNotRead() {
        String token = FERNET.at(Instant.EPOCH).encryptText("hello");

        assertThat(refusal(() -> FERNET.open(token, Duration.ZERO).read(bytes -> {
                            throw new AssertionError();
                        }))
                        .reason())
                .isEqualTo(Reason.EXPIRED);
    }
}
