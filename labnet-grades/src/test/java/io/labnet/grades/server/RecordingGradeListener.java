// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.server;

import io.labnet.core.session.Peer;
import io.labnet.grades.GradeReply;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.Student;
import io.labnet.grades.StudentId;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told. */
final class RecordingGradeListener implements GradeListener {
    private final List<String> told = new ArrayList<>();

    List<String> told() {
        return told;
    }

    @Override
    public void connected(Peer peer) {
        told.add("connected " + peer);
    }

    @Override
    public void requested(Peer peer, GradeRequest request) {
        told.add("request " + request.student() + " " + request.command());
    }

    @Override
    public void studentFound(Peer peer, Student student) {
        told.add("found " + student.id());
    }

    @Override
    public void studentNotFound(Peer peer, StudentId id) {
        told.add("not found " + id);
    }

    @Override
    public void replied(Peer peer, GradeReply.Token reply) {
        told.add("replied " + reply.text());
    }

    @Override
    public void disconnected(Peer peer) {
        told.add("disconnected " + peer);
    }
}
