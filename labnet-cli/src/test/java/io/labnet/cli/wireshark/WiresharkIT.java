// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.wireshark;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tshark shows of captures with the dissector in {@code docs/wireshark}. */
class WiresharkIT {
    /** The fields that are compared, without their prefix. */
    private static final String FIELDS = "xor.keyword xor.sid xor.checksum xor.checksum.status xor.text xor.score"
            + " crds.command crds.name crds.address crds.port crds.line crds.length"
            + " compute.word compute.number compute.text compute.uuid compute.result"
            + " grades.student grades.command grades.token grades.token.time"
            + " numbers.client_name numbers.client_number numbers.server_name numbers.server_number numbers.sum";

    /** Cases whose rule the wire does not show, or shows differently; the value is what is shown. */
    private static final Map<String, List<String>> OTHERWISE = Map.ofEntries(
            // The decoders of these files read one message; in a conversation another one follows.
            Map.entry("crds/commands.json, getdir and another byte", List.of("crds-1.1")),
            Map.entry("crds/commands.json, getdir and a line feed", List.of("crds-1.3")),
            Map.entry("grades/requests.json, two requests", List.of()),
            // What follows is no command either.
            Map.entry(
                    "02 00 05 72 6f 6f 6d 31 00 0a 32 33 39 2e 30 2e 30 2e 31 30 00 04 35 30 30 30",
                    List.of("crds-2.1", "crds-2.1")),
            // A connection without a byte is no request.
            Map.entry("grades/requests.json, nothing", List.of()),
            Map.entry("numbers/requests.json, nothing", List.of()),
            Map.entry("grades/replies.json, nothing", List.of("grades-2.1", "grades-3.1")),
            // Only the student's key shows what is wrong with these tokens.
            Map.entry("grades/replies.json, another key", List.of()),
            Map.entry("grades/replies.json, a changed token", List.of()),
            Map.entry("grades/replies.json, Latin-1", List.of()),
            // labnet accepts it, and warns.
            Map.entry("crds/listings.json, name not ASCII, length in characters", List.of("crds-4.2")),
            Map.entry(
                    "crds/listings.json, names of two, three and four bytes per character, length in characters",
                    List.of("crds-4.2")));

    /** The conversations, and for each packet its rules and their kinds. */
    private record Shown(List<ConversationScript> scripts, Path file, List<List<String>> fields) {}

    @TempDir
    private static Path folder;

    private static Shown conversations;

    @BeforeAll
    static void captureConversations() throws Exception {
        Tshark.require();
        List<ConversationScript> scripts = ConversationScript.read(resource("conversations.txt"));
        Path file = capture(scripts, "conversations");
        conversations = new Shown(scripts, file, Tshark.fields(file, options(), "labnet.rule", "labnet.rule.kind"));
    }

    @Test
    void conversations_showExactlyTheirRules() {
        SoftAssertions softly = new SoftAssertions();
        int packet = 0;
        for (ConversationScript script : conversations.scripts()) {
            int after = packet + Samples.capture(List.of(script)).packets();
            softly.assertThat(column(conversations.fields().subList(packet, after), 0))
                    .as("%s: %s", script.protocol(), script.steps())
                    .containsExactlyInAnyOrderElementsOf(script.rules());
            packet = after;
        }
        assertThat(conversations.fields()).hasSize(packet);
        softly.assertAll();
    }

    @Test
    void vectors_showTheirFieldsAndTheRulesThatTheyBreak() throws Exception {
        Capture capture = new Capture();
        List<VectorCaptures.Planted> planted = VectorCaptures.add(capture);
        String[] fields = Stream.concat(Stream.of("labnet.rule"), VectorCaptures.FIELDS.stream())
                .toArray(String[]::new);
        List<List<String>> shown = Tshark.fields(capture.save(folder.resolve("vectors.pcapng")), options(), fields);

        SoftAssertions softly = new SoftAssertions();
        for (VectorCaptures.Planted each : planted) {
            List<List<String>> packets = shown.subList(each.firstPacket(), each.afterLastPacket());
            // The packets of this file are of no conversation, so that only the rules of single packets count.
            boolean alone = each.name().startsWith("xor/");
            softly.assertThat(column(packets, 0)
                            .filter(rule -> RulesPage.isMust(rule) && (!alone || rule.startsWith("xor-1."))))
                    .as(each.name())
                    .containsExactlyElementsOf(OTHERWISE.getOrDefault(each.name(), each.rules()));
            if (!each.values().isEmpty()) {
                softly.assertThat(IntStream.range(1, fields.length).boxed().flatMap(field -> column(packets, field)))
                        .as(each.name())
                        .containsExactlyElementsOf(each.values());
            }
        }
        softly.assertAll();
    }

    @Test
    void messages_areTheSameWholeCutAndGlued() throws Exception {
        List<ConversationScript> scripts = ConversationScript.read(resource("segments.txt"));
        List<List<String>> whole = segments(scripts);

        assertThat(whole).doesNotContain(List.of());
        assertThat(segments(scripts.stream().map(ConversationScript::cut).toList()))
                .isEqualTo(whole);
        assertThat(segments(scripts.stream().map(ConversationScript::glued).toList()))
                .isEqualTo(whole);
    }

    /** Returns all values of each field, in the order of the packets. */
    private static List<List<String>> segments(List<ConversationScript> scripts) throws Exception {
        String[] fields = Stream.concat(Stream.of("labnet.rule.kind"), Stream.of(FIELDS.split(" ", -1)))
                .map(field -> field.startsWith("labnet.") ? field : "labnet_" + field)
                .toArray(String[]::new);
        List<List<String>> packets = Tshark.fields(capture(scripts, "segments"), List.of(), fields);
        assertThat(packets).noneMatch(packet -> values(packet.get(0)).contains("must"));
        return IntStream.range(1, fields.length)
                .mapToObj(field -> column(packets, field).toList())
                .toList();
    }

    @Test
    void twoPasses_showTheSameAsOne() throws Exception {
        List<String> options =
                Stream.concat(Stream.of("-2"), options().stream()).toList();
        assertThat(Tshark.fields(conversations.file(), options, "labnet.rule", "labnet.rule.kind"))
                .isEqualTo(conversations.fields());
    }

    @Test
    void connectionThatIsNotWhole_showsNoRules() throws Exception {
        byte[] wrong = ConversationScript.bytes("getdir");
        byte[] right = {1};
        Capture capture = new Capture();
        CapturedConnection.begun(capture, "10.0.0.2", 50001).client(wrong).clientEnds();
        CapturedConnection.open(capture, "10.0.0.3", 50001)
                .client(right)
                .clientLoses(5)
                .client(wrong)
                .clientEnds();
        CapturedConnection.open(capture, "10.0.0.4", 50001)
                .client(new byte[] {3, 1, 'a'})
                .clientAgain(new byte[] {3, 1, 'a'})
                .client(right);
        Path file = capture.save(folder.resolve("parts.pcapng"));

        List<List<String>> packets = Tshark.fields(file, List.of(), "labnet.rule", "labnet_crds.message");
        assertThat(packets).allMatch(packet -> packet.get(0).isEmpty());
        assertThat(packets)
                .filteredOn(packet -> packet.get(1).equals("deleteroom"))
                .hasSize(1);
    }

    @Test
    void otherPorts_areSetByPreferenceOrDecodeAs() throws Exception {
        Capture capture = new Capture();
        CapturedConnection.open(capture, "10.0.0.2", 7001).client(new byte[] {1});
        CapturedConnection.open(capture, "10.0.0.3", 7002).client(new byte[] {1});
        Path file = capture.save(folder.resolve("ports.pcapng"));
        List<String> options = List.of("-o", "labnet_crds.ports:7001", "-d", "tcp.port==7002,labnet_crds");

        assertThat(Tshark.fields(file, options, "labnet_crds.message"))
                .filteredOn(line -> line.equals(List.of("getdir")))
                .hasSize(2);
    }

    @Test
    void page_listsEveryRuleWithItsKind() throws Exception {
        Map<String, String> kinds = new TreeMap<>();
        for (List<String> packet : conversations.fields()) {
            List<String> rules = values(packet.get(0));
            for (int i = 0; i < rules.size(); i++) {
                kinds.put(rules.get(i), values(packet.get(1)).get(i));
            }
        }
        assertThat(RulesPage.checked()).containsExactlyElementsOf(kinds.keySet());
        assertThat(kinds)
                .allSatisfy((rule, kind) -> assertThat(RulesPage.kind(rule)).isEqualTo(kind));
        assertThat(RulesPage.listed()).containsExactlyElementsOf(RulesPage.all());
    }

    @Test
    void filtersOfThePage_findPacketsOfTheSamples() throws Exception {
        Path file =
                capture(Samples.all().values().stream().flatMap(List::stream).toList(), "samples");
        List<String> filters = RulesPage.filters();
        String counts = Tshark.run(file, "-q", "-z", "io,stat,0," + String.join(",", filters));

        String row =
                counts.lines().filter(line -> line.contains("<>")).findAny().orElseThrow();
        List<String> cells = Stream.of(row.split("\\|", -1)).map(String::strip).toList();
        for (int i = 0; i < filters.size(); i++) {
            assertThat(cells.get(2 * i + 2)).as(filters.get(i)).matches("[1-9]\\d*");
        }
        assertThat(filters).hasSizeGreaterThan(4);
    }

    @Test
    void samples_areMadeOfTheirScripts() throws Exception {
        Samples.check();
    }

    static Path resource(String name) {
        return ChildProcess.basedir().resolve("src/test/resources/wireshark").resolve(name);
    }

    /** Returns the options of a small directory. */
    private static List<String> options() {
        return List.of("-o", "labnet_crds.most_rooms:3");
    }

    /** Returns the values of one field in some packets. */
    private static Stream<String> column(List<List<String>> packets, int field) {
        return packets.stream().flatMap(packet -> values(packet.get(field)).stream());
    }

    private static List<String> values(String field) {
        return Stream.of(field.split("\\|", -1)).filter(not(String::isEmpty)).toList();
    }

    private static Path capture(List<ConversationScript> scripts, String name) throws Exception {
        return Samples.capture(scripts).save(folder.resolve(name + ".pcapng"));
    }
}
