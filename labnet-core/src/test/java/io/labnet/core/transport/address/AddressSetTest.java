// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSetTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.7, 192.0.2.6, false",
        "10.0.0.0/8, 10.0.0.0, true",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, 9.255.255.255, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 192.0.2.7, false",
        "::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, true",
        "2001:db8::/32, 2001:db8:0:0:0:0:0:1, true",
        "2001:db8::/32, 2001:DB8:FFFF::, true",
        "2001:db8::/32, 2001:db9::, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "fe80::/10, fe80::1%eth0, true",
        "::ffff:192.0.2.7, 192.0.2.7, true",
    })
    void contains_comparesAddresses(String entry, String address, boolean contained) {
        assertThat(AddressSet.of(List.of(entry)).contains(address)).isEqualTo(contained);
    }

    @Test
    void contains_nestedNetworks_findsBoth() {
        AddressSet set = AddressSet.of(List.of("10.1.0.0/16", "10.1.2.3", "10.0.0.0/8", "10.0.0.0/24", "10.0.0.0"));
        assertThat(set.contains("10.1.2.3")).isTrue();
        assertThat(set.contains("10.200.0.1")).isTrue();
        assertThat(set.contains("10.0.3.1")).isTrue();
        assertThat(set.contains("11.0.0.0")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/run/labnet.sock", "localhost", "1.2.3", "1.2.3.4.5", "01.2.3.4", ":", ".:1", "%"})
    void contains_textThatIsNoAddress_isFalse(String host) {
        assertThat(AddressSet.of(List.of("0.0.0.0/0", "::/0")).contains(host)).isFalse();
    }

    @Test
    void parse_ignoresCommentsAndBlankLines() {
        AddressSet set =
                AddressSet.parse("\ufeff192.0.2.9\n# denied\r\n\r\n  192.0.2.7 # a scanner\n2001:db8::/32#all");
        assertThat(set.contains("192.0.2.9")).as("after a byte order mark").isTrue();
        assertThat(set.contains("192.0.2.7")).isTrue();
        assertThat(set.contains("2001:db8::7")).isTrue();
        assertThat(set.isEmpty()).isFalse();
        assertThat(AddressSet.parse("# nothing\n").isEmpty()).isTrue();
        assertThat(AddressSet.none().contains("192.0.2.7")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.org | 'example.org' is neither an IP address nor a network such as 10.0.0.0/8 or",
                "10.0.0/8 | '10.0.0/8' is neither an IP address",
                "10.0.0.256 | '10.0.0.256' is neither an IP address",
                "10.0.0.1 10.0.0.2 | '10.0.0.1 10.0.0.2' is neither an IP address",
                "12345::1 | '12345::1' is neither an IP address",
                "10.0.0.0/33 | '10.0.0.0/33': the number after '/' must be 0 to 32",
                "10.0.0.0/ | '10.0.0.0/': the number after '/' must be 0 to 32",
                "10.0.0.0/-1 | '10.0.0.0/-1': the number after '/' must be 0 to 32",
                "10.0.0.0/99999999999 | must be 0 to 32",
                "::/129 | '::/129': the number after '/' must be 0 to 128",
                "10.0.0.5/8 | '10.0.0.5/8': only the first 8 bits of the address may be set",
            })
    void parse_badEntry_namesLineAndProblem(String entry, String problem) {
        assertThatThrownBy(() -> AddressSet.parse("192.0.2.1\n\n" + entry + "\n192.0.2.2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 3: ")
                .hasMessageContaining(problem);
        assertThatThrownBy(() -> AddressSet.of(List.of(entry))).hasMessageStartingWith("'");
    }
}
