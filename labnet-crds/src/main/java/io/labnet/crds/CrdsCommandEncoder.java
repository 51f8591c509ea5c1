// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;

/** Writes a {@link CrdsCommand}. */
public final class CrdsCommandEncoder implements Encoder<CrdsCommand> {
    /** Makes an encoder; one serves any number of conversations. */
    public CrdsCommandEncoder() {}

    @Override
    public void encode(CrdsCommand command, ByteSink out) {
        out.put(command.code());
        if (command instanceof MakeRoom make) {
            FieldText.put(make.room().name(), out);
            FieldText.put(make.room().address(), out);
        } else if (command instanceof RefusedRoom refused) {
            FieldText.put(refused.name(), out);
            FieldText.put(refused.group(), out);
            FieldText.put(refused.port(), out);
        } else if (command instanceof DeleteRoom delete) {
            FieldText.put(delete.name(), out);
        } else if (command instanceof FindRoom find) {
            FieldText.put(find.name(), out);
        }
    }
}
