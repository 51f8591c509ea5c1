// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

/**
 * A packet as it travels: what the two sides of a conversation send each other.
 *
 * @param packet the packet
 * @param form how its checksum is formed; of one that was received and fits several, a byte-swapped one
 */
public record XorFrame(XorPacket packet, ChecksumForm form) {}
