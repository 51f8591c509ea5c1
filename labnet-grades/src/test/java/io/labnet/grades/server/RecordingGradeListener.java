// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.server;

import io.labnet.core.session.Peer;
import io.labnet.grades.GradeReply;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.Student;
import io.labnet.grades.StudentId;
import java.util.ArrayList;
import java.util.List;

/** Records the events as text. */
final class RecordingGradeListener implements GradeListener {
    private final List<String> events = new ArrayList<>();

    List<String> events() {
        return events;
    }

    @Override
    public void connected(Peer peer) {
        events.add("connected " + peer);
    }

    @Override
    public void requested(Peer peer, GradeRequest request) {
        events.add("request " + request.student() + " " + request.command());
    }

    @Override
    public void studentFound(Peer peer, Student student) {
        events.add("found " + student.id());
    }

    @Override
    public void studentNotFound(Peer peer, StudentId id) {
        events.add("not found " + id);
    }

    @Override
    public void refused(Peer peer, String why) {
        events.add("refused " + why);
    }

    @Override
    public void replied(Peer peer, GradeReply.Token reply) {
        events.add("replied " + reply.text());
    }

    @Override
    public void disconnected(Peer peer) {
        events.add("disconnected " + peer);
    }
}
