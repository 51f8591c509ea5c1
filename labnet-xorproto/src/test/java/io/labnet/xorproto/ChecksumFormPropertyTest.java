// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.checksum.InternetChecksum;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ChecksumFormPropertyTest {
    @Property
    void of_equalsInternetChecksumWithoutField(@ForAll @Size(min = 4, max = 40) byte[] bytes) {
        byte[] zeroed = bytes.clone();
        ByteBuffer.wrap(zeroed).putShort(2, (short) 0);
        int checksum = InternetChecksum.of(zeroed);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);

        assertThat(ChecksumForm.RFC_1071.of(buffer, 0, bytes.length)).isEqualTo(checksum);
        assertThat(ChecksumForm.BYTE_SWAPPED.of(buffer, 0, bytes.length))
                .isEqualTo(Short.toUnsignedInt(Short.reverseBytes((short) checksum)));
    }
}
