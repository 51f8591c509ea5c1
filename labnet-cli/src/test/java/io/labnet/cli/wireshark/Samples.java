// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The captures in {@code docs/wireshark/samples}. They are made of {@code samples.txt}, one for each protocol. The
 * system property {@code labnet.samples.write} writes them again.
 */
final class Samples {
    private static final Path FOLDER = Tshark.FOLDER.resolve("samples");

    private Samples() {}

    /** Returns the conversations of each sample, by the name of its protocol. */
    static Map<String, List<ConversationScript>> all() {
        return ConversationScript.read(WiresharkIT.resource("samples.txt")).stream()
                .collect(Collectors.groupingBy(
                        script -> script.protocol().equals("chat") ? "crds" : script.protocol(),
                        TreeMap::new,
                        Collectors.toList()));
    }

    static Capture capture(List<ConversationScript> scripts) {
        Capture capture = new Capture();
        for (int i = 0; i < scripts.size(); i++) {
            scripts.get(i).play(capture, "10.2." + i / 250 + "." + (i % 250 + 1));
        }
        return capture;
    }

    /** Compares the files with what the scripts make, or writes them. */
    static void check() throws IOException {
        for (Map.Entry<String, List<ConversationScript>> sample : all().entrySet()) {
            Path file = FOLDER.resolve(sample.getKey() + ".pcapng");
            byte[] bytes = capture(sample.getValue()).bytes();
            if (Boolean.getBoolean("labnet.samples.write")) {
                Path unused = Files.write(file, bytes);
            }
            assertThat(file).as("run again with -Dlabnet.samples.write=true").hasBinaryContent(bytes);
        }
    }
}
