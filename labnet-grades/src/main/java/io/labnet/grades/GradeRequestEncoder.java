// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;

/** Writes a {@link GradeRequest} with its own separator, such as {@code 1803933 GMA}, and nothing after it. */
public final class GradeRequestEncoder implements Encoder<GradeRequest> {
    /** Makes an encoder; one serves any number of conversations. */
    public GradeRequestEncoder() {}

    @Override
    public void encode(GradeRequest request, ByteSink out) {
        out.putText(request.student().digits());
        out.putText(request.separator());
        out.putText(request.command().name());
    }
}
