// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;

/** Writes tokens and keys as text, URL-safe base64 with padding, with nothing before, between or after them. */
public final class GradeReplyEncoder implements Encoder<GradeReply> {
    /** Makes an encoder; one serves any number of conversations. */
    public GradeReplyEncoder() {}

    @Override
    public void encode(GradeReply reply, ByteSink out) {
        out.putText(reply.text());
    }
}
