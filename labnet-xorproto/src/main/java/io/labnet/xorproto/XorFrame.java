// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

/**
 * A packet on the wire, with the form of its checksum.
 *
 * @param packet the packet
 * @param form the form of its checksum; {@link ChecksumForm#BYTE_SWAPPED} if a received checksum matches this and other
 *     accepted forms
 */
public record XorFrame(XorPacket packet, ChecksumForm form) {}
