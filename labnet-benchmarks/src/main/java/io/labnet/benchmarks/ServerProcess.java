// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a separate process. The port is read from the line that the server prints when it begins to listen. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("listening.*?(\\d+)\\D*$");

    /** The last line of a class histogram: the numbers of objects and bytes. */
    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a class from this program's class path in a new JVM. */
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

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM. Returns the exit status as text; if the process did not end in time, the text says so. */
    public String terminate(Duration patience) throws InterruptedException {
        process.destroy();
        if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return "status " + process.exitValue();
        }
        process.destroyForcibly();
        return "not within " + patience.toSeconds() + " s";
    }

    /**
     * Collects the garbage in the server, a Java process, and returns the total size of the live objects in bytes.
     *
     * @throws IOException if the server's JVM does not answer within 30 seconds
     */
    public long liveBytes() throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process histogram =
                new ProcessBuilder("timeout", "30", jcmd, Long.toString(pid()), "GC.class_histogram").start();
        String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(text);
        if (!total.find()) {
            throw new IOException("no histogram: " + text);
        }
        return Long.parseLong(total.group(1));
    }

    /**
     * Returns the processor time that the process has used in user and system mode, in microseconds, at the resolution
     * of the operating system.
     */
    public long cpuMicros() {
        return TimeUnit.NANOSECONDS.toMicros(
                process.info().totalCpuDuration().orElseThrow().toNanos());
    }

    @Override
    public void close() {
        process.destroy();
    }

    /**
     * Reads and discards further output: otherwise the pipe would become full, and a server that prints a lot would
     * block.
     */
    private static void discard(BufferedReader lines) {
        Thread reader = new Thread(() -> lines.lines().forEach(line -> {}), "server-output");
        reader.setDaemon(true);
        reader.start();
    }
}
