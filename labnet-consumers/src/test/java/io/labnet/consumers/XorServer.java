// SPDX-License-Identifier: Apache-2.0
package io.labnet.consumers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An xor server of the command, in a process of its own. */
record XorServer(Process process, String port) implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile(".*port (\\d+).*");

    static XorServer start(Path directory) throws IOException {
        Path jar = Path.of("..", "labnet-cli", "target", "labnet.jar");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String scores = directory.resolve("scores.db").toString();
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-jar",
                        jar.toString(),
                        "xor",
                        "server",
                        "--port=0",
                        "--words=100",
                        "--db",
                        scores)
                .redirectErrorStream(true)
                .start();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.matches()) {
                return new XorServer(process, listening.group(1));
            }
        }
        throw new IOException("the server ended with " + process.exitValue());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
