// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;

/** Writes requests as they are documented, spaces included. */
public final class NumberRequestEncoder implements Encoder<NumberRequest> {
    /** Shows people what is expected. */
    public static final String EXAMPLE = "{\"client_name\": \"Ada Client\", \"client_number\": 25}";

    /** Makes an encoder. */
    public NumberRequestEncoder() {}

    @Override
    public void encode(NumberRequest request, ByteSink out) {
        String name = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(request.clientName()));
        out.putText("{\"client_name\": \"" + name + "\", \"client_number\": " + request.clientNumber() + "}");
    }
}
