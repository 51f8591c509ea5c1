// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.wireshark;

import com.fasterxml.jackson.databind.JsonNode;
import io.labnet.core.rule.RulePage;
import io.labnet.crds.CrdsRule;
import io.labnet.vectors.Vectors;
import io.labnet.vectors.Vectors.Hex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The cases of the files in {@code vectors}, and wrong examples of the pages, each as a connection of a capture. */
final class VectorCaptures {
    /** An input of any of the files. */
    record Input(
            @Nullable Hex bytes,
            @Nullable List<Hex> pieces,
            @Nullable String key,
            int clientNumber) {}

    /**
     * A case, the packets of its connection, the rules of the kind "must" that they show, and the values of {@link
     * #FIELDS}, for some files.
     */
    record Planted(String name, int firstPacket, int afterLastPacket, List<String> rules, List<String> values) {}

    /** Fields of tshark, whose names end with those of fields in the files. */
    static final List<String> FIELDS = List.of(
            "labnet_xor.keyword",
            "labnet_xor.sid",
            "labnet_compute.word",
            "labnet_grades.student",
            "labnet_grades.command",
            "labnet_numbers.client_number",
            "labnet_numbers.server_number");

    private final Capture capture;
    private final List<Planted> planted = new ArrayList<>();

    private VectorCaptures(Capture capture) {
        this.capture = capture;
    }

    static List<Planted> add(Capture capture) throws IOException {
        VectorCaptures all = new VectorCaptures(capture);
        all.add("xor/packets.json", "xor", VectorCaptures::fromClient);
        all.add("crds/commands.json", "crds", VectorCaptures::fromClient);
        all.add("crds/listings.json", "crds", (to, input) -> fromServer(to, new byte[] {1}, input));
        all.add("crds/find-replies.json", "crds", (to, input) -> fromServer(to, new byte[] {4, 1, 'a'}, input));
        all.add("grades/requests.json", "grades", VectorCaptures::fromClient);
        all.add("grades/replies.json", "grades", (to, input) -> fromServer(to, ascii("1803933 GMA"), input));
        all.add("numbers/requests.json", "numbers", VectorCaptures::fromClient);
        all.add("numbers/replies.json", "numbers", (to, input) -> {
            byte[] request = ascii("{\"client_name\": \"A\", \"client_number\": " + input.clientNumber() + "}");
            fromServer(to, request, input);
        });
        all.add("compute/requests.json", "compute", all::inPieces);
        all.addExamplesOfCommands();
        return all.planted;
    }

    private void add(String file, String protocol, BiConsumer<CapturedConnection, Input> conversation)
            throws IOException {
        for (Vectors.Case<Input, JsonNode> vector : Vectors.read(file, Input.class, JsonNode.class)) {
            int first = capture.packets();
            conversation.accept(open(protocol), vector.input());
            planted.add(new Planted(
                    file + ", " + vector.name(), first, capture.packets(), rules(vector), values(protocol, vector)));
        }
    }

    /** Adds the wrong examples of the page of crds that are commands. The server closes after a while. */
    private void addExamplesOfCommands() {
        for (RulePage.Entry rule : CrdsRule.page().rules()) {
            List<String> examples = rule.number().matches("crds-([12].*|3.[1-5])") ? rule.wrong() : List.of();
            for (String example : examples) {
                int first = capture.packets();
                CapturedConnection connection =
                        open("crds").client(HexFormat.of().parseHex(example.replace(" ", "")));
                capture.pause(10_000);
                CapturedConnection unused = connection.serverEnds();
                planted.add(new Planted(example, first, capture.packets(), List.of(rule.number()), List.of()));
            }
        }
    }

    /** Opens a connection to a server of its own, so that a room or a UUID of one case is not known in another. */
    private CapturedConnection open(String protocol) {
        String server = "10.1." + planted.size() / 250 + "." + (planted.size() % 250 + 1);
        return CapturedConnection.open(capture, server, ConversationScript.PORTS.get(protocol));
    }

    private static void fromClient(CapturedConnection connection, Input input) {
        if (input.bytes().array().length > 0) {
            connection.client(input.bytes().array());
        }
        CapturedConnection unused = connection.clientEnds();
    }

    private static void fromServer(CapturedConnection connection, byte[] request, Input input) {
        connection.client(request);
        if (input.bytes().array().length > 0) {
            connection.server(input.bytes().array());
        }
        CapturedConnection unused = connection.serverEnds();
    }

    private void inPieces(CapturedConnection connection, Input input) {
        for (Hex piece : input.pieces()) {
            connection.client(piece.array());
            capture.pause(100);
        }
        CapturedConnection unused = connection.clientEnds();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<String> values(String protocol, Vectors.Case<Input, JsonNode> vector) {
        if (vector.expected() == null) {
            return List.of();
        }
        // The numbers of a reply come after that of the request.
        String request = vector.input().clientNumber() > 0
                ? String.valueOf(vector.input().clientNumber())
                : null;
        return Stream.concat(
                        Stream.ofNullable(request),
                        FIELDS.stream()
                                .filter(field -> field.startsWith("labnet_" + protocol + "."))
                                .map(field -> field.substring(field.indexOf('.') + 1))
                                .flatMap(field -> vector.expected().findValues(field).stream())
                                .map(JsonNode::asText))
                .toList();
    }

    /** Returns the rules that a case names: one if it is refused, otherwise those of its result. */
    private static List<String> rules(Vectors.Case<Input, JsonNode> vector) {
        if (vector.refused() != null) {
            return vector.refused().rule() == null
                    ? List.of()
                    : List.of(vector.refused().rule());
        }
        JsonNode expected = vector.expected();
        if (expected.has("messages")) {
            return StreamSupport.stream(expected.get("messages").spliterator(), false)
                    .filter(message -> message.has("refused"))
                    .map(message -> message.get("refused").asText())
                    .toList();
        }
        if (expected.path("in_range").asBoolean(true)) {
            JsonNode room = expected.path("refused_room").path("rule");
            JsonNode broken = expected.path("broken_rule");
            return room.isTextual()
                    ? List.of(room.asText())
                    : broken.isTextual() ? List.of(broken.asText()) : List.of();
        }
        return List.of("numbers-2.4");
    }
}
