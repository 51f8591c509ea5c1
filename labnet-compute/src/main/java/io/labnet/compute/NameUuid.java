// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * UUIDs of names: version 3 of <a href="https://www.rfc-editor.org/rfc/rfc9562">RFC 9562</a> in the namespace of DNS names,
 * like Python's {@code uuid3(NAMESPACE_DNS, name)}.
 */
public final class NameUuid {
    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    private NameUuid() {}

    /**
     * Returns the UUID of a name.
     *
     * @param name any text, possibly empty; hashed as UTF-8
     * @return the UUID, always the same for the same name
     */
    public static UUID of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer hashed = ByteBuffer.allocate(2 * Long.BYTES + bytes.length);
        hashed.putLong(DNS.getMostSignificantBits());
        hashed.putLong(DNS.getLeastSignificantBits());
        return UUID.nameUUIDFromBytes(hashed.put(bytes).array());
    }
}
