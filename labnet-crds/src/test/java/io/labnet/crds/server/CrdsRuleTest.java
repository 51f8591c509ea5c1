// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Entry;
import io.labnet.core.session.Peer;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.CrdsRule;
import io.labnet.crds.FindReply;
import io.labnet.crds.RoomListing;
import io.labnet.crds.RoomRefusal;
import io.labnet.crds.chat.ChatMessage;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.testkit.ConversationDriver;
import io.labnet.testkit.RuleContract;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The page of the rules and the code agree. */
class CrdsRuleTest extends RuleContract {
    @Override
    protected List<? extends Rule> rules() {
        return List.of(CrdsRule.values());
    }

    @Override
    protected RulePage page() {
        return CrdsRule.page();
    }

    @Override
    protected @Nullable String refusal(Entry rule, String example) {
        byte[] bytes = HexFormat.of().parseHex(example.replace(" ", ""));
        return switch (rule.number()) {
            case "crds-4.5", "crds-4.6" -> refusal(FindReply::decode, bytes);
            case "crds-5.1", "crds-5.2" -> refusal(ChatMessage::decode, bytes);
            case "crds-3.6" -> refusal(1, bytes);
            default -> rule.number().startsWith("crds-4.") ? refusal(RoomListing::decode, bytes) : refusal(10, bytes);
        };
    }

    private static @Nullable String refusal(Consumer<byte[]> decode, byte[] bytes) {
        try {
            decode.accept(bytes);
            return null;
        } catch (ProtocolException e) {
            return e.getMessage();
        }
    }

    /** Sends the bytes to a server. */
    private static @Nullable String refusal(int maxRooms, byte[] bytes) {
        List<String> refusals = new ArrayList<>();
        CrdsListener listener = new CrdsListener() {
            @Override
            public void roomRefused(Peer peer, MakeRoom command, RoomRefusal refusal) {
                refusals.add(refusal.explain(command));
            }
        };
        CrdsService service = new CrdsService(new MemoryRoomDirectory(new DirectoryRules(maxRooms, false)), listener);
        ConversationDriver wire = new ConversationDriver(service.apply(new Peer("127.0.0.1", 48_528)));
        wire.arrive(bytes).end();
        ProtocolException rejection = wire.session().rejection();
        if (rejection != null) {
            refusals.add(String.valueOf(rejection.getMessage()));
        }
        return refusals.isEmpty() ? null : String.join("\n", refusals);
    }
}
