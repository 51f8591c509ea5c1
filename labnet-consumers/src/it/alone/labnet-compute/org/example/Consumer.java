// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.compute.WordCounter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

final class Consumer {
    public static void main(String[] args) {
        WordCounter counter = new WordCounter(WordCounter.Rule.RUNS);
        counter.add(ByteBuffer.wrap("to be or not to be".getBytes(StandardCharsets.UTF_8)));
        System.out.println(counter.words());
    }
}
