//go:build amd64

#include "textflag.h"

// The float32 loops of float.go, eight elements at a time in the same order of
// operations. n is a positive multiple of 8.

DATA order<>+0(SB)/8, $0x0000000400000000
DATA order<>+8(SB)/8, $0x0000000500000001
DATA order<>+16(SB)/8, $0x0000000600000002
DATA order<>+24(SB)/8, $0x0000000700000003
GLOBL order<>(SB), RODATA|NOPTR, $32

// ROUND8 scales eight floats, cuts them to [-127, 127] and rounds them. The limit
// is the second operand of the minimum so that NaN becomes 127.
#define ROUND8(p, y) \
	VMULPS p, Y15, y \
	VMINPS Y14, y, y \
	VMAXPS Y13, y, y \
	VCVTPS2DQ y, y

// func quantizeVector(dst *int8, src *float32, alpha float32, n int)
// n is a multiple of 32.
TEXT ·quantizeVector(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	VBROADCASTSS alpha+16(FP), Y15
	MOVQ n+24(FP), CX
	MOVL $0x42fe0000, AX // 127
	VMOVD AX, X14
	VBROADCASTSS X14, Y14
	MOVL $0xc2fe0000, AX // -127
	VMOVD AX, X13
	VBROADCASTSS X13, Y13
	VMOVDQU order<>(SB), Y12
loop:
	ROUND8((SI), Y0)
	ROUND8(32(SI), Y1)
	ROUND8(64(SI), Y2)
	ROUND8(96(SI), Y3)
	VPACKSSDW Y1, Y0, Y0
	VPACKSSDW Y3, Y2, Y2
	VPACKSSWB Y2, Y0, Y0
	VPERMD Y0, Y12, Y0
	VMOVDQU Y0, (DI)
	ADDQ $128, SI
	ADDQ $32, DI
	SUBQ $32, CX
	JG loop
	VZEROUPPER
	RET

// func affineVector(dst *float32, acc *int32, scale float32, bias *float32, low float32, n int)
TEXT ·affineVector(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ acc+8(FP), SI
	VBROADCASTSS scale+16(FP), Y15
	MOVQ bias+24(FP), DX
	VBROADCASTSS low+32(FP), Y14
	MOVQ n+40(FP), CX
	SHLQ $2, CX
	XORQ AX, AX
loop:
	VCVTDQ2PS (SI)(AX*1), Y0
	VMULPS Y15, Y0, Y0
	VADDPS (DX)(AX*1), Y0, Y0
	VMAXPS Y14, Y0, Y0
	VMOVUPS Y0, (DI)(AX*1)
	ADDQ $32, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

#define MULADD(p, acc, t) \
	VMULPS p, Y8, t \
	VADDPS t, acc, acc

// func combineVector(dst, a *float32, rows int, x *float32, stride, n int)
TEXT ·combineVector(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ rows+16(FP), R8
	MOVQ x+24(FP), DX
	MOVQ stride+32(FP), R9
	SHLQ $2, R9
	MOVQ n+40(FP), CX
wide:
	CMPQ CX, $32
	JLT narrow
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	MOVQ DX, R10
	XORQ AX, AX
wideRow:
	VBROADCASTSS (SI)(AX*4), Y8
	MULADD((R10), Y0, Y4)
	MULADD(32(R10), Y1, Y5)
	MULADD(64(R10), Y2, Y6)
	MULADD(96(R10), Y3, Y7)
	ADDQ R9, R10
	INCQ AX
	CMPQ AX, R8
	JLT wideRow
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	ADDQ $128, DI
	ADDQ $128, DX
	SUBQ $32, CX
	JMP wide
narrow:
	CMPQ CX, $16
	JLT last
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	MOVQ DX, R10
	XORQ AX, AX
narrowRow:
	VBROADCASTSS (SI)(AX*4), Y8
	MULADD((R10), Y0, Y4)
	MULADD(32(R10), Y1, Y5)
	ADDQ R9, R10
	INCQ AX
	CMPQ AX, R8
	JLT narrowRow
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	ADDQ $64, DI
	ADDQ $64, DX
	SUBQ $16, CX
last:
	TESTQ CX, CX
	JLE done
	VXORPS Y0, Y0, Y0
	MOVQ DX, R10
	XORQ AX, AX
lastRow:
	VBROADCASTSS (SI)(AX*4), Y8
	MULADD((R10), Y0, Y4)
	ADDQ R9, R10
	INCQ AX
	CMPQ AX, R8
	JLT lastRow
	VMOVUPS Y0, (DI)
done:
	VZEROUPPER
	RET

// func addVector(dst, a, b *float32, sums *[8]float32, n int)
TEXT ·addVector(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ sums+24(FP), R8
	MOVQ n+32(FP), CX
	SHLQ $2, CX
	XORQ AX, AX
	VXORPS Y1, Y1, Y1
loop:
	VMOVUPS (SI)(AX*1), Y0
	VADDPS (DX)(AX*1), Y0, Y0
	VMOVUPS Y0, (DI)(AX*1)
	VADDPS Y0, Y1, Y1
	ADDQ $32, AX
	CMPQ AX, CX
	JLT loop
	VMOVUPS Y1, (R8)
	VZEROUPPER
	RET

// func squaresVector(x *float32, mean float32, sums *[8]float32, n int)
TEXT ·squaresVector(SB), NOSPLIT, $0-32
	MOVQ x+0(FP), SI
	VBROADCASTSS mean+8(FP), Y2
	MOVQ sums+16(FP), R8
	MOVQ n+24(FP), CX
	SHLQ $2, CX
	XORQ AX, AX
	VXORPS Y1, Y1, Y1
loop:
	VMOVUPS (SI)(AX*1), Y0
	VSUBPS Y2, Y0, Y0
	VMULPS Y0, Y0, Y0
	VADDPS Y0, Y1, Y1
	ADDQ $32, AX
	CMPQ AX, CX
	JLT loop
	VMOVUPS Y1, (R8)
	VZEROUPPER
	RET

// func standardizeVector(x, scale, bias *float32, mean, inv float32, n int)
TEXT ·standardizeVector(SB), NOSPLIT, $0-40
	MOVQ x+0(FP), SI
	MOVQ scale+8(FP), DX
	MOVQ bias+16(FP), R8
	VBROADCASTSS mean+24(FP), Y2
	VBROADCASTSS inv+28(FP), Y3
	MOVQ n+32(FP), CX
	SHLQ $2, CX
	XORQ AX, AX
loop:
	VMOVUPS (SI)(AX*1), Y0
	VSUBPS Y2, Y0, Y0
	VMULPS (DX)(AX*1), Y0, Y0
	VMULPS Y3, Y0, Y0
	VADDPS (R8)(AX*1), Y0, Y0
	VMOVUPS Y0, (SI)(AX*1)
	ADDQ $32, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET
