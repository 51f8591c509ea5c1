// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.client;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeReplyDecoder;
import io.labnet.grades.internal.ReplyFault;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Decodes a reply, and keeps what has come of one that is not complete, to explain it when no more comes. */
final class ReceivedReply implements Decoder<GradeAnswer> {
    private final FernetKey key;
    private final GradeReplyDecoder decoder;
    private byte[] bytes = {};

    ReceivedReply(FernetKey key) {
        this.key = key;
        this.decoder = new GradeReplyDecoder(key);
    }

    @Override
    public @Nullable GradeAnswer decode(ByteBuffer in, Boundary boundary) {
        bytes = new byte[in.remaining()];
        in.get(in.position(), bytes);
        return decoder.decode(in, boundary);
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    /** How many bytes have come, in words. */
    String count() {
        return ReplyFault.count(bytes);
    }

    /** Why what has come is no reply. To be asked only when something has. */
    String fault() {
        return ReplyFault.of(bytes, Fernet.of(key));
    }
}
