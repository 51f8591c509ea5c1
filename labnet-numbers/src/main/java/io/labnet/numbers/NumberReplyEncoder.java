// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;

/** Writes replies as they are documented, spaces included. */
public final class NumberReplyEncoder implements Encoder<NumberReply> {
    /** Shows people what is expected. */
    public static final String EXAMPLE = "{\"server_name\": \"Ada Server\", \"server_number\": 10, \"sum\": 35}";

    /** Makes an encoder. */
    public NumberReplyEncoder() {}

    @Override
    public void encode(NumberReply reply, ByteSink out) {
        String name = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(reply.serverName()));
        String sum = reply.sum() == null ? "" : ", \"sum\": " + reply.sum();
        out.putText("{\"server_name\": \"" + name + "\", \"server_number\": " + reply.serverNumber() + sum + "}");
    }
}
