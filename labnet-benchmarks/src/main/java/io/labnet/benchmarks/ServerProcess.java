// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, found by the line that says where it listens. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("listening.*?(\\d+)\\D*$");

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a class of this program's class path. */
    public static ServerProcess java(String mainClass, List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(args);
        return start(command);
    }

    /** Starts any command. */
    public static ServerProcess start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher port = PORT.matcher(line.toLowerCase(Locale.ROOT));
            if (port.find()) {
                discard(lines);
                return new ServerProcess(process, Integer.parseInt(port.group(1)));
            }
        }
        throw new IOException("the server ended without listening: " + command);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** A server that prints a lot must not wait for a reader. */
    private static void discard(BufferedReader lines) {
        Thread reader = new Thread(() -> lines.lines().forEach(line -> {}), "server-output");
        reader.setDaemon(true);
        reader.start();
    }
}
