// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.wireshark;

import io.labnet.compute.ComputeProtocol;
import io.labnet.core.checksum.InternetChecksum;
import io.labnet.crds.CrdsProtocol;
import io.labnet.grades.GradeProtocol;
import io.labnet.numbers.NumberProtocol;
import io.labnet.xorproto.XorProtocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of {@code conversations.txt}: {@code protocol: step | step | ... -> rules}.
 *
 * <p>A step is a segment of the client, {@code >payload}, or of the server, {@code <payload}; {@code >.} and {@code <.}
 * are a FIN, and {@code ~100} is a pause in milliseconds. {@code 2>} and {@code 2<} are those of a second connection to
 * the same server.
 *
 * <p>A payload has parts, separated by {@code " + "}. A part is hex after {@code #}, where {@code =} stands for the
 * right checksum of the payload, or text with the escapes of Java and <code>\xff</code>; <code>{a*300}</code> is a
 * repeated character, and {@link #NAMES} stand for texts.
 */
record ConversationScript(String protocol, String steps, List<String> rules) {
    static final Map<String, Integer> PORTS = Map.of(
            "grades", GradeProtocol.DEFAULT_PORT,
            "crds", CrdsProtocol.DEFAULT_PORT,
            "xor", XorProtocol.DEFAULT_PORT,
            "compute", ComputeProtocol.DEFAULT_PORT,
            "numbers", NumberProtocol.DEFAULT_PORT);

    private static final Map<String, String> NAMES = Map.of(
            "UUID", "c5fdeac9-dbd9-322c-a157-a09ac7052824",
            "OTHER", "f97e575c-28d5-36b4-9170-f3cbaef757af",
            "KEY", "M7E8erO15CIh902P8DQsHxKbOADTgEPGHdiY0MplTuY=",
            "TOKEN",
                    "gAAAAABrAN-SY9MEpenzL1t4epn_gZEtR5T-2GlEEKW_uhCQF_41U_CYmyp-Xy7ABa2KQS1P6nKi"
                            + "bjOOUsAIdV58daF3FRms7V0QP37jfNJNYD06vroHGEQ=");

    private static final Pattern LINE = Pattern.compile("(\\w+): (.*?)(?: -> ([\\w. -]+))?");
    private static final Pattern REPEATED = Pattern.compile("\\{(.)\\*(\\d+)\\}");
    private static final Pattern BYTE = Pattern.compile("\\\\x(\\p{XDigit}{2})");
    private static final String ROOM = "239.0.0.10";

    /** Reads a file of lines; empty lines and those that begin with {@code #} are skipped. */
    static List<ConversationScript> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(ConversationScript::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConversationScript parse(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.matches()) {
            throw new IllegalArgumentException(line);
        }
        List<String> rules = found.group(3) == null
                ? List.of()
                : List.of(found.group(3).strip().split(" ", -1));
        return new ConversationScript(found.group(1), found.group(2), rules);
    }

    /** Adds the packets of this conversation to a capture. */
    void play(Capture capture, String server) {
        Map<String, CapturedConnection> connections = new TreeMap<>();
        for (String step : steps.split(" \\| ", -1)) {
            int sign = Character.isDigit(step.charAt(0)) ? 1 : 0;
            String payload = step.substring(sign + 1);
            if (step.charAt(sign) == '~') {
                connections.computeIfAbsent("", number -> open(capture, server));
                capture.pause(Long.parseLong(payload));
            } else if (protocol.equals("chat")) {
                capture.udp(server, ROOM, bytes(payload));
            } else {
                CapturedConnection connection =
                        connections.computeIfAbsent(step.substring(0, sign), number -> open(capture, server));
                play(connection, step.charAt(sign) == '>', payload);
            }
        }
    }

    /** Returns this conversation with each segment cut in three. */
    ConversationScript cut() {
        return withSteps(Stream.of(steps.split(" \\| ", -1)).flatMap(ConversationScript::thirds));
    }

    private static Stream<String> thirds(String step) {
        if (step.charAt(0) == '~' || step.substring(1).equals(".")) {
            return Stream.of(step);
        }
        String hex = HexFormat.of().formatHex(bytes(step.substring(1)));
        int third = hex.length() / 6 * 2;
        return Stream.of(hex.substring(0, third), hex.substring(third, 2 * third), hex.substring(2 * third))
                .filter(part -> !part.isEmpty())
                .map(part -> step.charAt(0) + "#" + part);
    }

    /** Returns this conversation without pauses, and with adjacent segments of one side joined. */
    ConversationScript glued() {
        List<String> joined = new ArrayList<>();
        for (String step : steps.split(" \\| ", -1)) {
            int last = joined.size() - 1;
            boolean end = step.substring(1).equals(".");
            String hex = end || step.charAt(0) == '~' ? "" : HexFormat.of().formatHex(bytes(step.substring(1)));
            if (end) {
                joined.add(step);
            } else if (last >= 0 && joined.get(last).charAt(0) == step.charAt(0)) {
                joined.set(last, joined.get(last) + hex);
            } else if (!hex.isEmpty()) {
                joined.add(step.charAt(0) + "#" + hex);
            }
        }
        return withSteps(joined.stream());
    }

    private ConversationScript withSteps(Stream<String> changed) {
        return new ConversationScript(protocol, changed.collect(Collectors.joining(" | ")), rules);
    }

    private CapturedConnection open(Capture capture, String server) {
        return CapturedConnection.open(capture, server, PORTS.get(protocol));
    }

    private static void play(CapturedConnection connection, boolean client, String payload) {
        boolean end = payload.equals(".");
        CapturedConnection unused = client
                ? (end ? connection.clientEnds() : connection.client(bytes(payload)))
                : (end ? connection.serverEnds() : connection.server(bytes(payload)));
    }

    /** Returns the bytes of a payload. */
    static byte[] bytes(String payload) {
        List<byte[]> parts = new ArrayList<>();
        boolean sums = false;
        for (String part : payload.split(" \\+ ", -1)) {
            sums |= part.startsWith("#") && part.endsWith("=");
            parts.add(
                    part.startsWith("#")
                            ? HexFormat.of().parseHex(part.substring(1).replace("=", "0000"))
                            : text(part));
        }
        ByteBuffer all =
                ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(all::put);
        if (sums) {
            all.putShort(2, (short) InternetChecksum.of(all, 0, all.capacity()));
        }
        return all.array();
    }

    private static byte[] text(String part) {
        String text = part;
        for (String name : List.of("UUID", "OTHER", "TOKEN", "KEY")) {
            text = text.replace(name, NAMES.get(name));
        }
        text = REPEATED.matcher(text).replaceAll(found -> found.group(1).repeat(Integer.parseInt(found.group(2))));
        text = BYTE.matcher(text).replaceAll(found -> String.valueOf((char) Integer.parseInt(found.group(1), 16)));
        return text.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    }
}
